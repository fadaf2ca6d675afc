import { buildIdOf } from './worker-build.ts';

describe('the id of a build', () => {
  it('changes with the workflow’s code and with the SDK, and with nothing else', () => {
    const id = buildIdOf('code', '1.24.0');
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(buildIdOf('code', '1.24.0')).toBe(id);
    expect(new Set([id, buildIdOf('code ', '1.24.0'), buildIdOf('code', '1.24.1')]).size).toBe(3);
  });
});
