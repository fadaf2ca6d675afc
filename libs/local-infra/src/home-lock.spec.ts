import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockHome, runningIn } from './home-lock.ts';

describe('lockHome', () => {
  let home: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'voronka-spec-'));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(home, { recursive: true });
  });

  /** Another process that holds the home and says so. */
  async function holder() {
    const module = JSON.stringify(new URL('./home-lock.ts', import.meta.url).href);
    const program = `import { lockHome } from ${module};
      lockHome(${JSON.stringify(home)}).announce('http://127.0.0.1:8080'); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    await once(child.stdout, 'data');
    return child;
  }

  it('tells a second start who runs there, with process and address', async () => {
    const child = await holder();
    expect(() => lockHome(home)).toThrow(expect.objectContaining({ code: 'Home.Busy' }));
    expect(() => lockHome(home)).toThrow(new RegExp(`${child.pid}.*http://127.0.0.1:8080`));
    expect(runningIn(home)).toMatchObject({ pid: child.pid, address: 'http://127.0.0.1:8080' });
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('is free again at once after kill -9 of the holder', async () => {
    const child = await holder();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(runningIn(home)).toBeUndefined();
    lockHome(home).release();
  });

  it('can be taken again after a release', () => {
    lockHome(home).release();
    const again = lockHome(home);
    again.release();
    again.release();
    expect(runningIn(home)).toBeUndefined();
  });

  it('finds nobody in a folder that is not there, and does not make it', () => {
    expect(runningIn(join(home, 'absent'))).toBeUndefined();
    expect(() => rmSync(join(home, 'absent'))).toThrow('ENOENT');
  });

  it('says so when the folder cannot be made', () => {
    writeFileSync(join(home, 'file'), '');
    expect(() => lockHome(join(home, 'file', 'home'))).toThrow(expect.objectContaining({ code: 'Home.Unusable' }));
  });
});
