import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { identifyProcess, isAlive, parseLinuxStat } from './process-identity.ts';

describe('parseLinuxStat', () => {
  const fields = Array.from({ length: 30 }, (_, index) => String(index + 4)).join(' ');

  it('takes field 22 as the start time', () => {
    expect(parseLinuxStat(`7 (node) S ${fields}`)).toBe('22');
  });

  it('is not misled by blanks and brackets in the name of the program', () => {
    expect(parseLinuxStat(`7 (my ) S 1 (tool) R ${fields}`)).toBe('22');
  });

  it('takes a zombie for gone', () => {
    expect(parseLinuxStat(`7 (node) Z ${fields}`)).toBeUndefined();
  });
});

describe('identifyProcess', () => {
  it('says the same of a living process every time', () => {
    const self = identifyProcess(process.pid);
    expect(self).toEqual(identifyProcess(process.pid));
    expect(self && isAlive(self)).toBe(true);
  });

  it('knows no process for a pid that cannot be', () => {
    expect(identifyProcess(0)).toBeUndefined();
    expect(identifyProcess(2 ** 30)).toBeUndefined();
    expect(identifyProcess(Number.NaN)).toBeUndefined();
  });

  it('does not take a later process with the same pid for the one that was', () => {
    expect(isAlive({ pid: process.pid, startTime: 'another time' })).toBe(false);
  });

  it('sees a process end', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const identity = identifyProcess(child.pid ?? 0);
    expect(identity && isAlive(identity)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(identity && isAlive(identity)).toBe(false);
  });
});
