import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { identifyProcess } from './process-identity.ts';
import { ProcessRegistry } from './process-registry.ts';
import { LocalInfraError } from '../errors.ts';
import { startChild, type ChildEvent, type StartChildOptions } from './start-child.ts';

describe('startChild', () => {
  let home: string;
  let events: ChildEvent[];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'voronka-spec-'));
    events = [];
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const logFile = () => join(home, 'logs', 'child.log');
  function optionsFor(program: string): StartChildOptions<string> {
    const script = join(home, 'child.mjs');
    writeFileSync(script, program);
    return {
      name: 'child',
      command: process.execPath,
      args: [script],
      env: { PATH: process.env['PATH'] },
      cwd: home,
      logFile: logFile(),
      registry: new ProcessRegistry(home),
      readyWhen: ({ ready, url }) => (ready === true && typeof url === 'string' ? url : undefined),
      onEvent: (event) => events.push(event),
    };
  }
  const ready = `console.log(JSON.stringify({ ready: true, url: 'http://here' }));`;
  async function eventually(condition: () => boolean) {
    for (const deadline = Date.now() + 10_000; !condition(); await sleep(20)) {
      if (Date.now() > deadline) throw new Error('it did not come to that within 10 s');
    }
  }

  it('gives what the ready line says, and stops the child when told', async () => {
    const child = await startChild(optionsFor(`${ready} setInterval(() => {}, 1000);`));
    expect(child.ready).toBe('http://here');
    const pid = child.pid() ?? 0;
    await child.stop();
    expect(identifyProcess(pid)).toBeUndefined();
    expect(events).toEqual([]);
    expect(new ProcessRegistry(home).list()).toEqual([]);
  });

  it('logs JSON lines as they are and makes JSON of the rest', async () => {
    const child = await startChild(
      optionsFor(
        `console.log('{"level":"info","msg":"a"}'); console.error('plain'); setTimeout(() => { ${ready} }, 50); setInterval(() => {}, 1000);`,
      ),
    );
    await child.stop();
    const lines = readFileSync(logFile(), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual({ level: 'info', msg: 'a' });
    expect(lines).toContainEqual({ level: 'error', time: expect.any(String), service: 'child', msg: 'plain' });
  });

  it('keeps a secret line out of the log and hands it on', async () => {
    const seen: unknown[] = [];
    const options = optionsFor(
      `console.log('{"firstLogin":{"password":"s3cret"}}'); ${ready} setInterval(() => {}, 1000);`,
    );
    const child = await startChild({
      ...options,
      isSecret: (message) => 'firstLogin' in message,
      onMessage: ({ firstLogin }) => firstLogin && seen.push(firstLogin),
    });
    await child.stop();
    expect(seen).toEqual([{ password: 's3cret' }]);
    expect(readFileSync(logFile(), 'utf8')).not.toContain('s3cret');
  });

  it('starts a child again that was killed', async () => {
    const child = await startChild(optionsFor(`${ready} setInterval(() => {}, 1000);`));
    const before = child.pid() ?? 0;
    process.kill(before, 'SIGKILL');
    await eventually(() => events.some(({ kind }) => kind === 'readyAgain'));
    expect(events[0]).toEqual({ kind: 'ended', how: 'signal SIGKILL', pauseMs: 500 });
    expect(child.pid()).not.toBe(before);
    await child.stop();
  });

  it('waits longer before each further restart of a child that keeps dying', async () => {
    const child = await startChild(optionsFor(`${ready} setTimeout(() => process.exit(3), 20);`));
    await eventually(() => events.filter(({ kind }) => kind === 'ended').length === 3);
    await child.stop();
    const pauses = events.flatMap((event) => (event.kind === 'ended' ? [event.pauseMs] : []));
    expect(pauses).toEqual([500, 1_000, 2_000]);
  });

  it('fails the first start with the last words of the child', async () => {
    const start = startChild(optionsFor(`console.error('no database'); process.exit(1);`));
    await expect(start).rejects.toThrow(/exit status 1[\s\S]*no database/);
    await expect(start).rejects.toMatchObject({ code: 'Child.StartFailed' });
  });

  it('ends a child that never becomes ready', async () => {
    const options = { ...optionsFor('setInterval(() => {}, 1000);'), readyTimeoutMs: 300 };
    await expect(startChild(options)).rejects.toThrow('not ready after 0.3 s');
    expect(new ProcessRegistry(home).list()).toEqual([]);
  });

  it('gives a child that says it goes on its time anew', async () => {
    const program = `const ticks = setInterval(() => console.log('{"goesOn":true}'), 50);
      setTimeout(() => { clearInterval(ticks); ${ready} }, 2_200);
      setInterval(() => {}, 1000);`;
    const progressWhen: StartChildOptions<string>['progressWhen'] = ({ goesOn }) => goesOn === true;
    const child = await startChild({ ...optionsFor(program), readyTimeoutMs: 1_500, progressWhen });
    expect(child.ready).toBe('http://here');
    await child.stop();
  });

  describe('of a child that refuses to run', () => {
    const text = { en: 'it does not fit', ru: 'не подходит' };
    const refusedWhen: StartChildOptions<string>['refusedWhen'] = ({ refused }) =>
      refused === undefined ? undefined : new LocalInfraError('Child.Refused', text);

    it('fails the first start with its reason alone', async () => {
      const options = optionsFor(`console.error('much more'); console.log('{"refused":1}'); process.exitCode = 1;`);
      const start = startChild({ ...options, refusedWhen });
      await expect(start).rejects.toMatchObject({ code: 'Child.Refused', message: text.en });
      expect(new ProcessRegistry(home).list()).toEqual([]);
    });

    it('does not try again when it refuses a restart', async () => {
      const program = `import { existsSync, writeFileSync } from 'node:fs';
        if (existsSync('once')) console.log('{"refused":1}');
        else { writeFileSync('once', ''); ${ready} }
        setTimeout(() => process.exit(1), 50);`;
      const child = await startChild({ ...optionsFor(program), refusedWhen });
      await eventually(() => events.some(({ kind }) => kind === 'refused'));
      expect(events).toEqual([
        { kind: 'ended', how: 'exit status 1', pauseMs: 500 },
        { kind: 'refused', reason: text.en },
      ]);
      expect(child.pid()).toBeNull();
      await child.stop();
    });
  });
});
