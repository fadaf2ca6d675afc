import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { freePort, identifyProcess, ProcessRegistry, removeCluster } from '@voronka/local-infra';

const standIns = join(import.meta.dirname, 'stand-ins');

/** One `npm start` under test and what it printed. */
interface Started {
  readonly process: ChildProcess;
  printed(): string;
  readonly ended: Promise<number | null>;
}

// Each test starts real servers, some twice; on a busy machine that takes its time.
jest.setTimeout(150_000);

describe('npm start', () => {
  let home: string;
  let folder: string;
  let port: number;
  let started: Started[];

  beforeEach(async () => {
    const base = mkdtempSync(join(realpathSync(tmpdir()), 'voronka-spec-'));
    home = join(base, 'home');
    folder = join(base, 'programs');
    mkdirSync(folder);
    for (const role of ['api', 'worker', 'sandbox'])
      copyFileSync(join(standIns, 'stand-in.mjs'), join(folder, `${role}.mjs`));
    port = await freePort();
    started = [];
  });
  afterEach(async () => {
    for (const one of started) one.process.kill('SIGKILL');
    await new ProcessRegistry(home).killLeftovers();
    removeCluster(home);
    rmSync(join(home, '..'), { recursive: true, force: true });
  });

  function run(command: string[], extra: NodeJS.ProcessEnv = {}): Started {
    const [program = '', ...args] = command;
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      VORONKA_HOME: home,
      PORT: String(port),
      STAND_IN_FOLDER: folder,
      ...extra,
    };
    for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'VORONKA_SECRET_KEY', 'NODE_OPTIONS']) delete env[name];
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const ended = once(child, 'close').then(([code]) => code as number | null);
    const one = { process: child, printed: () => printed, ended };
    started.push(one);
    return one;
  }
  const command = [
    process.execPath,
    '--conditions=voronka-source',
    '--no-warnings',
    join(standIns, 'start-with-stand-ins.mjs'),
  ];
  async function shows(one: Started, text: string, timeoutMs = 60_000) {
    for (const deadline = Date.now() + timeoutMs; !one.printed().includes(text); await sleep(50)) {
      if (Date.now() > deadline) throw new Error(`"${text}" was not printed, but:\n${one.printed()}`);
    }
  }
  const tellsOf = (role: string) =>
    JSON.parse(readFileSync(join(folder, `${role}.json`), 'utf8')) as { pid: number; env: Record<string, string> };

  it('starts everything, tells addresses and the first login, and stops cleanly on Ctrl-C', async () => {
    const one = run(command);
    await shows(one, 'npm run logs');
    expect(one.printed()).toContain(`http://127.0.0.1:${port}/demo`);
    expect(one.printed()).toContain('pass-of-the-first-login');
    const pids = new ProcessRegistry(home).list().map(({ pid }) => pid);
    expect(pids).toHaveLength(5);

    const askedAt = Date.now();
    one.process.kill('SIGINT');
    expect(await one.ended).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(15_000);
    expect(pids.filter((pid) => identifyProcess(pid))).toEqual([]);
  });

  it('writes neither the first login nor a key of the portal into any file of the home', async () => {
    const one = run(command);
    await shows(one, 'npm run logs');
    one.process.kill('SIGTERM');
    await one.ended;
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const holding = files
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => /pass-of-the-first-login|key-of-the-portal/.test(readFileSync(path, 'latin1')));
    expect(files.length).toBeGreaterThan(5);
    expect(holding).toEqual([]);
  });

  it('tells each program what it needs and no more', async () => {
    const one = run(command);
    await shows(one, 'npm run logs');
    const [api, worker, sandbox] = ['api', 'worker', 'sandbox'].map((role) => tellsOf(role).env);
    expect(api).toMatchObject({
      PORT: String(port),
      HOST: '127.0.0.1',
      VORONKA_SEED: 'demo',
      TEMPORAL_NAMESPACE: 'voronka',
    });
    expect(new URL(api?.['DATABASE_URL'] ?? '').username).toBe('voronka_app');
    expect(new URL(api?.['DATABASE_OWNER_URL'] ?? '').username).toBe('voronka_owner');
    expect(api?.['VORONKA_ALLOW_HOSTS']).toBe(`127.0.0.1:${sandbox?.['SANDBOX_PORT']}`);
    expect(worker?.['DATABASE_URL']).toBe(api?.['DATABASE_URL']);
    expect(worker).not.toHaveProperty('DATABASE_OWNER_URL');
    expect(sandbox).not.toHaveProperty('DATABASE_URL');
    const keyFile = worker?.['VORONKA_KEY_FILE'] ?? '';
    expect(readFileSync(keyFile, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  });

  it('refuses a second start on the same home and names the first', async () => {
    const first = run(command);
    await shows(first, 'npm run logs');
    const second = run(command);
    expect(await second.ended).toBe(1);
    expect(second.printed()).toContain(`process ${first.process.pid}, http://127.0.0.1:${port}`);
  });

  it('recovers from kill -9: ends what was left and starts again with the same data', async () => {
    const first = run(command);
    await shows(first, 'npm run logs');
    const left = tellsOf('worker').pid;
    const { DATABASE_URL } = tellsOf('api').env;
    first.process.kill('SIGKILL');
    await first.ended;
    expect(identifyProcess(left)).toBeDefined();

    const second = run(command);
    await shows(second, 'npm run logs');
    expect(identifyProcess(left)).toBeUndefined();
    expect(tellsOf('api').env['DATABASE_URL']).toBe(DATABASE_URL);
    second.process.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('starts a program again that died', async () => {
    const one = run(command);
    await shows(one, 'npm run logs');
    process.kill(tellsOf('worker').pid, 'SIGKILL');
    await shows(one, 'worker runs again');
  });

  describe('with a build of the worker that does not fit open dialogues', () => {
    const refuse = () =>
      writeFileSync(
        join(folder, 'refused.json'),
        JSON.stringify({
          build: 'b0a1',
          replayed: 3,
          unchanged: 0,
          divergedCount: 1,
          diverged: [
            {
              dialogueId: 'id-17',
              number: 17,
              runId: 'run-1',
              event: { id: 20, type: 'TimerStarted' },
              reason: 'else',
            },
          ],
          unreadCount: 0,
          unread: [],
          gaveUp: false,
        }),
      );

    it('does not start; says which dialogue, where, and what to do, and leaves nothing running', async () => {
      refuse();
      const one = run(command);
      expect(await one.ended).toBe(1);
      expect(one.printed()).toContain('Checking open dialogues with this build: 12 of 50');
      expect(one.printed()).toContain('dialogue 17 (id-17), run run-1, event 20 TimerStarted: else');
      expect(one.printed()).toContain('start the build that ran before');
      expect(one.printed()).not.toContain('starting it again');
      expect(new ProcessRegistry(home).list()).toEqual([]);
    });

    it('goes on without the worker when it came while the product ran, and does not try again', async () => {
      const one = run(command);
      await shows(one, 'npm run logs');
      refuse();
      process.kill(tellsOf('worker').pid, 'SIGKILL');
      await shows(one, 'worker stays stopped');
      expect(one.printed()).toContain('dialogue 17 (id-17)');
      expect(one.printed().match(/starting it again/g)).toHaveLength(1);
      expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here');
      one.process.kill('SIGTERM');
      expect(await one.ended).toBe(0);
    });
  });

  it('ends when the process that started it is gone, if it was told to', async () => {
    const quoted = command.map((word) => `'${word}'`).join(' ');
    const shell = run(['sh', '-c', `${quoted} & wait`], { VORONKA_STOP_WITH_PARENT: 'true' });
    await shows(shell, 'npm run logs');
    shell.process.kill('SIGKILL');
    await shows(shell, 'Stopped.');
    expect(new ProcessRegistry(home).list()).toEqual([]);
  });

  it('starts without sandbox and demo data when asked for an empty workspace, and stays that way', async () => {
    const first = run([...command, '--empty']);
    await shows(first, 'npm run logs');
    expect(tellsOf('api').env['VORONKA_SEED']).toBe('empty');
    expect(first.printed()).not.toContain('/demo');
    first.process.kill('SIGTERM');
    await first.ended;
    const second = run(command);
    await shows(second, 'npm run logs');
    expect(tellsOf('api').env['VORONKA_SEED']).toBe('empty');
  });

  it('says so when PORT is taken', async () => {
    const first = run(command);
    await shows(first, 'npm run logs');
    const second = run(command, { VORONKA_HOME: join(home, '..', 'other') });
    expect(await second.ended).toBe(1);
    expect(second.printed()).toContain(`Port ${port} (PORT) is taken`);
  });
});
