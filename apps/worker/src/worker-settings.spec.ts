import { readWorkerSettings } from './worker-settings.ts';
import { versioningOf } from './versioning.ts';

describe('versions of the worker', () => {
  it('are off unless asked for', () => {
    for (const WORKER_VERSIONING of [undefined, '', 'off']) {
      const settings = readWorkerSettings({ WORKER_VERSIONING });
      expect(settings.versioning).toBe('off');
      expect(versioningOf(settings, 'bundle')).toEqual({});
    }
  });

  it('have the id of the bundle unless one is named, and take dialogues along', () => {
    const options = (WORKER_BUILD_ID: string) =>
      versioningOf(readWorkerSettings({ WORKER_VERSIONING: 'deployment', WORKER_BUILD_ID }), 'bundle')
        .workerDeploymentOptions;
    expect(options('')).toEqual({
      version: { deploymentName: 'voronka', buildId: 'bundle' },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    });
    expect(options('1.4.0-rc_2')).toMatchObject({ version: { buildId: '1.4.0-rc_2' } });
  });

  it.each([
    [{ WORKER_VERSIONING: 'on' }, 'WORKER_VERSIONING'],
    [{ WORKER_BUILD_ID: 'a b' }, 'WORKER_BUILD_ID'],
    [{ WORKER_BUILD_ID: 'x'.repeat(101) }, 'WORKER_BUILD_ID'],
  ])('are refused with %j', (env, name) => {
    expect(() => readWorkerSettings(env)).toThrow(name);
  });
});
