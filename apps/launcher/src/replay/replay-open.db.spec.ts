import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  ensurePostgres,
  ensureTemporal,
  identifyProcess,
  lockHome,
  ProcessRegistry,
  removeCluster,
} from '@voronka/local-infra';
import { ensureKeyFile } from '../run/key-file.ts';
import { replayOpen } from './replay-open-command.ts';

const standIn = join(import.meta.dirname, '..', 'start', 'stand-ins', 'stand-in.mjs');
const well = { build: 'b0a1', replayed: 3, unchanged: 0, divergedCount: 0, diverged: [], unreadCount: 0, unread: [] };

// Each test starts real servers, some twice; on a busy machine that takes its time.
jest.setTimeout(120_000);

describe('npm run replay:open', () => {
  let base: string;
  let home: string;
  let printed: string;
  let stdout: jest.SpiedFunction<typeof process.stdout.write>;
  let stderr: jest.SpiedFunction<typeof process.stderr.write>;

  beforeEach(() => {
    base = mkdtempSync(join(realpathSync(tmpdir()), 'voronka-spec-'));
    home = join(base, 'home');
    mkdirSync(home);
    ensureKeyFile(home);
    copyFileSync(standIn, join(base, 'replay.mjs'));
    writeFileSync(join(base, 'replayed.json'), JSON.stringify({ ...well, gaveUp: false }));
    printed = '';
    const keep = (text: string | Uint8Array) => {
      printed += String(text);
      return true;
    };
    stdout = jest.spyOn(process.stdout, 'write').mockImplementation(keep);
    stderr = jest.spyOn(process.stderr, 'write').mockImplementation(keep);
  });
  afterEach(async () => {
    stdout.mockRestore();
    stderr.mockRestore();
    await new ProcessRegistry(home).killLeftovers();
    removeCluster(home);
    rmSync(base, { recursive: true, force: true });
  });

  const env = (): NodeJS.ProcessEnv => ({
    ...process.env,
    VORONKA_HOME: home,
    STAND_IN_FOLDER: base,
    DATABASE_URL: '',
    TEMPORAL_ADDRESS: '',
    VORONKA_SECRET_KEY: '',
  });
  const replay = () => replayOpen({ env: env(), cwd: base, program: join(base, 'replay.mjs') });
  const told = () =>
    (JSON.parse(readFileSync(join(base, 'replay.json'), 'utf8')) as { env: Record<string, string> }).env;

  /** The servers of a product that runs in the home, or ran. */
  async function withServers(work: (address: string) => Promise<void>): Promise<void> {
    const lock = lockHome(home);
    const postgres = await ensurePostgres({ home, env: env() });
    const temporal = await ensureTemporal({ home, env: env() });
    try {
      await work(temporal.address);
    } finally {
      await temporal.stop();
      await postgres.stop();
      lock.release();
    }
  }

  it('has nothing to ask where the product was never started', async () => {
    await expect(replay()).rejects.toThrow('There are no dialogues');
    expect(existsSync(join(base, 'replay.json'))).toBe(false);
  });

  it('starts the servers of a product that is stopped, and stops them again', async () => {
    await withServers(async () => undefined);
    expect(await replay()).toBe(0);
    expect(printed).toContain('Checking open dialogues with this build: 12 of 50');
    expect(printed).toMatch(/replayed +3\n +diverged +0\n/);
    expect(told()).toMatchObject({ TEMPORAL_NAMESPACE: 'voronka', VORONKA_KEY_FILE: join(home, 'secret.key') });
    expect(told()).not.toHaveProperty('DATABASE_OWNER_URL');
    expect(new ProcessRegistry(home).list()).toEqual([]);
    lockHome(home).release();
  });

  it('asks the servers of a product that runs, and leaves them running', async () => {
    await withServers(async (address) => {
      const before = new ProcessRegistry(home).list();
      expect(await replay()).toBe(0);
      expect(told()['TEMPORAL_ADDRESS']).toBe(address);
      expect(new ProcessRegistry(home).list()).toEqual(before);
      expect(before.map(({ pid }) => identifyProcess(pid) !== undefined)).toEqual([true, true]);
    });
  });

  it('ends with 1 when dialogues diverge or could not be read', async () => {
    await withServers(async () => {
      writeFileSync(join(base, 'replayed.json'), JSON.stringify({ ...well, divergedCount: 2, gaveUp: false }));
      expect(await replay()).toBe(1);
      writeFileSync(join(base, 'replayed.json'), JSON.stringify({ ...well, unreadCount: 1, gaveUp: false }));
      expect(await replay()).toBe(1);
    });
  });
});
