import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  ensurePostgres,
  ensureTemporal,
  lockHome,
  removeCluster,
  withConnection,
  type LocalPostgres,
  type LocalTemporal,
} from '@voronka/local-infra';
import { ensureKeyFile, keyFilePath } from '../run/key-file.ts';
import { rememberSeed, seedOf } from '../start/home-seed.ts';
import { createBackup } from './create-backup.ts';
import { restoreBackup } from './restore-backup.ts';

const env = { ...process.env, DATABASE_URL: '', DATABASE_OWNER_URL: '', TEMPORAL_ADDRESS: '' };
const report = () => undefined;

// Each test starts real servers; on a busy machine that takes its time.
jest.setTimeout(150_000);

describe('backup and restore', () => {
  let base: string;
  let stops: (() => Promise<void>)[];
  beforeEach(() => {
    base = mkdtempSync(join(realpathSync(tmpdir()), 'voronka-spec-'));
    stops = [];
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
    for (const home of ['first', 'second']) removeCluster(join(base, home));
    rmSync(base, { recursive: true, force: true });
  });

  const first = () => join(base, 'first');
  const second = () => join(base, 'second');
  const file = () => join(base, 'backup.tar.gz');

  async function postgresOf(home: string): Promise<LocalPostgres> {
    const postgres = await ensurePostgres({ home, env, report });
    stops.push(() => postgres.stop());
    return postgres;
  }
  async function temporalOf(home: string): Promise<LocalTemporal> {
    const temporal = await ensureTemporal({ home, env, report });
    stops.push(() => temporal.stop());
    return temporal;
  }
  async function withClient<T>(
    { address, namespace }: LocalTemporal,
    work: (client: Client) => Promise<T>,
  ): Promise<T> {
    const connection = await Connection.connect({ address });
    return work(new Client({ connection, namespace })).finally(() => connection.close());
  }
  const count = (url: string) =>
    withConnection(url, async (client) => {
      const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM note');
      return rows[0]?.count ?? 0;
    });
  /** A home with a row in the database, a key, the mark of the demo. */
  async function filledHome(): Promise<LocalPostgres> {
    const postgres = await postgresOf(first());
    ensureKeyFile(first());
    rememberSeed(first(), 'demo');
    await withConnection(postgres.ownerUrl, async (client) => {
      await client.query('CREATE TABLE note (body text)');
      await client.query(`INSERT INTO note VALUES ('before')`);
    });
    return postgres;
  }

  /** Holds a home as a running product does. */
  function hold(home: string): void {
    const lock = lockHome(home);
    stops.push(async () => lock.release());
  }

  it('while everything runs and is written to: every part is there after a restore into another home', async () => {
    const postgres = await filledHome();
    hold(first());
    const temporal = await temporalOf(first());
    await withClient(temporal, (client) => client.workflow.start('any', { workflowId: 'kept', taskQueue: 'none' }));
    const sandboxFolder = join(first(), 'sandbox', 'bitrix24');
    mkdirSync(sandboxFolder, { recursive: true });
    const sandbox = new DatabaseSync(join(sandboxFolder, 'sandbox.sqlite'));
    sandbox.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; CREATE TABLE lead (title TEXT)');
    sandbox.exec(`INSERT INTO lead VALUES ('Анна')`);
    let over = false;
    const writing = withConnection(postgres.ownerUrl, async (client) => {
      while (!over) await client.query(`INSERT INTO note SELECT repeat('x', 500) FROM generate_series(1, 50)`);
    });
    await createBackup({ home: first(), file: file(), env, report });
    over = true;
    await writing;
    sandbox.close();
    expect(statSync(file()).mode & 0o777).toBe(0o600);

    await restoreBackup({ home: second(), file: file(), force: false, env });

    expect(await count((await postgresOf(second())).url)).toBeGreaterThan(0);
    const restored = await temporalOf(second());
    const { status } = await withClient(restored, (client) => client.workflow.getHandle('kept').describe());
    expect(status.name).toBe('RUNNING');
    const copied = new DatabaseSync(join(second(), 'sandbox', 'bitrix24', 'sandbox.sqlite'), { readOnly: true });
    expect(copied.prepare('SELECT title FROM lead').get()).toEqual({ title: 'Анна' });
    copied.close();
    expect(readFileSync(keyFilePath(second()), 'utf8')).toBe(readFileSync(keyFilePath(first()), 'utf8'));
    expect(statSync(keyFilePath(second())).mode & 0o777).toBe(0o600);
    expect(seedOf(second())).toBe('demo');
  });

  it('holds everything that was committed before it began, and goes on running afterwards', async () => {
    const postgres = await filledHome();
    hold(first());
    const pid = postgres.pid();
    await createBackup({ home: first(), file: file(), env, report });
    expect(postgres.pid()).toBe(pid);
    await withConnection(postgres.ownerUrl, (client) => client.query(`INSERT INTO note VALUES ('after')`));
    await restoreBackup({ home: second(), file: file(), force: false, env });
    expect(await count((await postgresOf(second())).url)).toBe(1);
  });

  it('of a stopped home needs nothing to be started by hand', async () => {
    await (await filledHome()).stop();
    stops = [];
    await createBackup({ home: first(), file: file(), env, report });
    await restoreBackup({ home: first(), file: file(), force: true, env });
    expect(await count((await postgresOf(first())).url)).toBe(1);
  });

  it('never overwrites a file, and finds nothing where nothing is', async () => {
    await expect(createBackup({ home: first(), file: file(), env, report })).rejects.toThrow('nothing to back up');
    await filledHome();
    writeFileSync(file(), 'mine');
    await expect(createBackup({ home: first(), file: file(), env, report })).rejects.toThrow('exists already');
    expect(readFileSync(file(), 'utf8')).toBe('mine');
  });

  it('is not restored over data unless that is asked for, and never while the product runs', async () => {
    const postgres = await filledHome();
    await createBackup({ home: first(), file: file(), env, report });
    await postgres.stop();
    stops = [];
    await expect(restoreBackup({ home: first(), file: file(), force: false, env })).rejects.toThrow(
      'holds data already',
    );
    const lock = lockHome(second());
    const restoring = restoreBackup({ home: second(), file: file(), force: true, env });
    await expect(restoring).rejects.toMatchObject({ code: 'Home.Busy' });
    lock.release();
  });

  it('is refused, changing nothing, when it is damaged or no backup', async () => {
    await filledHome();
    await createBackup({ home: first(), file: file(), env, report });
    const whole = readFileSync(file());
    writeFileSync(file(), whole.subarray(0, whole.length - 20_000));
    await expect(restoreBackup({ home: second(), file: file(), force: false, env })).rejects.toThrow('damaged');
    writeFileSync(file(), 'no archive');
    await expect(restoreBackup({ home: second(), file: file(), force: false, env })).rejects.toThrow('damaged');
    await expect(restoreBackup({ home: second(), file: join(base, 'absent'), force: false, env })).rejects.toThrow(
      'no file',
    );
  });
});
