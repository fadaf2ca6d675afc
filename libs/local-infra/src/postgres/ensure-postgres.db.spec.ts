import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { identifyProcess } from '../process/process-identity.ts';
import { withConnection } from './connection.ts';
import { ensurePostgres, type LocalPostgres } from './ensure-postgres.ts';

// Each test starts real servers, some twice; on a busy machine that takes its time.
jest.setTimeout(120_000);

describe('ensurePostgres', () => {
  let home: string;
  let running: LocalPostgres[];
  let reports: string[];
  beforeEach(() => {
    home = mkdtempSync(join(realpathSync(tmpdir()), 'voronka-spec-'));
    running = [];
    reports = [];
  });
  afterEach(async () => {
    for (const postgres of running) await postgres.destroy();
    rmSync(home, { recursive: true, force: true });
  });

  async function start(folder = home) {
    const env = { ...process.env, DATABASE_URL: '' };
    const postgres = await ensurePostgres({ home: folder, env, report: (line) => reports.push(line) });
    running.push(postgres);
    return postgres;
  }
  const write = (url: string, body: string) =>
    withConnection(url, async (client) => {
      await client.query('CREATE TABLE IF NOT EXISTS note (body text)');
      await client.query('INSERT INTO note VALUES ($1)', [body]);
    });
  const read = (url: string) =>
    withConnection(url, async (client) => (await client.query<{ body: string }>('SELECT body FROM note')).rows);

  it('keeps data and address over a stop and a start', async () => {
    const first = await start();
    await write(first.ownerUrl, 'kept');
    await first.stop();
    running = [];
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await read(second.url)).toEqual([{ body: 'kept' }]);
  });

  it('starts a killed server again at the same address, with everything that was committed', async () => {
    const postgres = await start();
    await write(postgres.ownerUrl, 'committed');
    const before = postgres.pid() ?? 0;
    process.kill(before, 'SIGKILL');
    while (postgres.pid() === before) await sleep(50);
    expect(await read(postgres.url)).toEqual([{ body: 'committed' }]);
  });

  it('adopts the living server of a start that was killed', async () => {
    const module = JSON.stringify(new URL('./ensure-postgres.ts', import.meta.url).href);
    const program = `import { ensurePostgres } from ${module};
      const postgres = await ensurePostgres({ home: ${JSON.stringify(home)} });
      console.log(postgres.pid()); setInterval(() => {}, 1000);`;
    const env = { ...process.env, DATABASE_URL: '' };
    const launcher = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = (await once(launcher.stdout, 'data')) as [Buffer];
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');

    const orphan = Number(printed.toString());
    expect(identifyProcess(orphan)).toBeDefined();
    const adopted = await start();
    expect(adopted.pid()).toBe(orphan);
    expect(reports.join()).toContain(String(orphan));
    await adopted.stop();
    running = [];
    expect(identifyProcess(orphan)).toBeUndefined();
  });

  it('starts after kill -9 of the server itself between two runs, with its stale pid file', async () => {
    const first = await start();
    await write(first.ownerUrl, 'before the kill');
    const pid = first.pid() ?? 0;
    const [second] = await Promise.all([
      (async () => {
        process.kill(pid, 'SIGKILL');
        return start();
      })(),
      first.stop(),
    ]);
    expect(await read(second.url)).toEqual([{ body: 'before the kill' }]);
  });

  it('is not held up by a pid file that names a process of somebody else', async () => {
    const first = await start();
    const { dataDirectory } = first;
    await first.stop();
    running = [];
    writeFileSync(join(dataDirectory ?? '', 'postmaster.pid'), `${process.pid}\n${dataDirectory}\n1\n1\n`);
    await write((await start()).ownerUrl, 'runs');
  });

  it('runs beside a second copy with another home', async () => {
    const other = join(home, 'other');
    const [first, second] = [await start(), await start(other)];
    await write(first.ownerUrl, 'first');
    await write(second.ownerUrl, 'second');
    expect(await read(first.url)).toEqual([{ body: 'first' }]);
    expect(await read(second.url)).toEqual([{ body: 'second' }]);
  });

  it('asks every client for the random password, which only its owner can read', async () => {
    const postgres = await start();
    const stored = JSON.parse(readFileSync(join(home, 'postgres.json'), 'utf8')) as { superuserPassword: string };
    expect(stored.superuserPassword).toHaveLength(32);
    expect(statSync(join(home, 'postgres.json')).mode & 0o777).toBe(0o600);
    const url = new URL(postgres.superuserUrl ?? '');
    url.password = 'postgres';
    await expect(withConnection(url.href, (client) => client.query('SELECT 1'))).rejects.toThrow(
      'authentication failed',
    );
    const { rows } = await withConnection(postgres.superuserUrl ?? '', (client) =>
      client.query<{ auth_method: string }>('SELECT DISTINCT auth_method FROM pg_hba_file_rules'),
    );
    expect(rows).toEqual([{ auth_method: 'scram-sha-256' }]);
  });

  it('refuses to go on with an empty database where there was a full one', async () => {
    const postgres = await start();
    await postgres.destroy();
    running = [];
    await expect(start()).rejects.toMatchObject({ code: 'Postgres.CredentialsLost' });
  });

  it('says which variable is wrong when a database of the user does not answer', async () => {
    const env = { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:9/none' };
    await expect(ensurePostgres({ home, env })).rejects.toThrow(/DATABASE_URL.*ECONNREFUSED/);
  });
});
