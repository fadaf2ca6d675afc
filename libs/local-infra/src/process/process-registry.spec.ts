import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { identifyProcess, isAlive } from './process-identity.ts';
import { ProcessRegistry } from './process-registry.ts';
import { stopProcess } from './stop-process.ts';

describe('ProcessRegistry', () => {
  let home: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'voronka-spec-'));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(home, { recursive: true });
  });

  async function sleeper(program = 'setInterval(() => {}, 1000)') {
    const child = spawn(process.execPath, ['-e', `${program}; console.log('up')`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(child);
    await once(child.stdout, 'data');
    return child;
  }

  it('ends what an earlier run left, and what it kept out it leaves alone', async () => {
    const [left, kept] = await Promise.all([sleeper(), sleeper()]);
    const earlier = new ProcessRegistry(home);
    earlier.add('worker', left.pid ?? 0);
    earlier.add('postgres', kept.pid ?? 0);

    const ended = await new ProcessRegistry(home).killLeftovers(['postgres']);

    expect(ended.map(({ name }) => name)).toEqual(['worker']);
    expect(identifyProcess(left.pid ?? 0)).toBeUndefined();
    expect(identifyProcess(kept.pid ?? 0)).toBeDefined();
    expect(new ProcessRegistry(home).list().map(({ name }) => name)).toEqual(['postgres']);
  });

  it('kills a process that does not end when asked', async () => {
    const deaf = await sleeper(`process.on('SIGINT', () => {}); setInterval(() => {}, 1000)`);
    const identity = identifyProcess(deaf.pid ?? 0);
    if (!identity) throw new Error('the process is not running');
    await stopProcess(identity, { signal: 'SIGINT', graceMs: 100 });
    expect(isAlive(identity)).toBe(false);
  });

  it('never touches another process that got the pid of a child', async () => {
    const stranger = await sleeper();
    const entry = { name: 'worker', pid: stranger.pid, startTime: 'long ago', stopSignal: 'SIGTERM' };
    writeFileSync(join(home, 'children.json'), JSON.stringify([entry]));
    expect(await new ProcessRegistry(home).killLeftovers()).toEqual([]);
    expect(identifyProcess(stranger.pid ?? 0)).toBeDefined();
  });

  it('forgets a child that ended', () => {
    const registry = new ProcessRegistry(home);
    registry.add('api', process.pid);
    registry.remove(process.pid);
    expect(JSON.parse(readFileSync(join(home, 'children.json'), 'utf8'))).toEqual([]);
  });

  it('takes a file that is no list of children for an empty one', () => {
    writeFileSync(join(home, 'children.json'), '[{"name":"x"}, 7, {"name":"api","pid":"1"}]');
    expect(new ProcessRegistry(home).list()).toEqual([]);
    writeFileSync(join(home, 'children.json'), '{ half a fi');
    expect(new ProcessRegistry(home).list()).toEqual([]);
  });
});
