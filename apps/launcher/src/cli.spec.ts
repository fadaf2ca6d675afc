import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runCommand } from './cli.ts';

describe('runCommand', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'voronka-spec-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));
  const run = (...args: string[]) => runCommand(args, { VORONKA_HOME: home }, home);

  it('names all commands for one it does not know', async () => {
    await expect(run('stop')).rejects.toThrow(/npm start[\s\S]*npm run demo[\s\S]*npm run restore/);
    await expect(run('toString')).rejects.toThrow('npm start');
  });

  it('tells how a command is meant when its words or switches are not understood', async () => {
    await expect(run('restore')).rejects.toThrow('npm run restore -- file.tar.gz');
    await expect(run('start', '--emtpy')).rejects.toThrow('npm start [-- --empty]');
    await expect(run('backup', 'one', 'two')).rejects.toThrow('npm run backup');
  });

  it('refuses to reset a home that is not the demo’s, and to show logs where none are', async () => {
    await expect(run('reset-demo')).rejects.toThrow('does not hold the demo workspace');
    await expect(run('logs')).rejects.toThrow('no logs');
  });
});
