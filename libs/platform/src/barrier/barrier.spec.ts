import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBarrier } from './barrier.ts';

const name = 'crm.write.createLead.before' as const;

describe('barrier', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'voronka-barrier-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('does nothing without a folder, and nothing where it is not armed', async () => {
    await createBarrier({})(name);
    await createBarrier({ VORONKA_BARRIER_DIR: folder })(name);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('pauses only the first one that gets there, until it may go on', async () => {
    writeFileSync(join(folder, name), 'pause\n');
    const barrier = createBarrier({ VORONKA_BARRIER_DIR: folder });
    const passed: string[] = [];
    const first = barrier(name).then(() => passed.push('first'));
    while (!existsSync(join(folder, `${name}.paused`))) await sleep(5);
    await barrier(name);
    passed.push('second');
    writeFileSync(join(folder, `${name}.go`), '');
    await first;
    expect(passed).toEqual(['second', 'first']);
  });

  it('refuses an action it does not know', async () => {
    writeFileSync(join(folder, name), 'explode');
    await expect(createBarrier({ VORONKA_BARRIER_DIR: folder })(name)).rejects.toThrow('unknown action "explode"');
  });

  it('kills its process as by kill -9, once', async () => {
    writeFileSync(join(folder, name), 'die');
    const program = `
      import { createBarrier } from ${JSON.stringify(new URL('./barrier.ts', import.meta.url).href)};
      process.on('exit', () => console.log('exit handler ran'));
      await createBarrier(process.env)('${name}');
      console.log('passed');`;
    const run = async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
        env: { ...process.env, VORONKA_BARRIER_DIR: folder, NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const [, signal] = (await once(child, 'close')) as [number | null, string | null];
      return { signal, output };
    };
    await expect(run()).resolves.toEqual({ signal: 'SIGKILL', output: '' });
    await expect(run()).resolves.toEqual({ signal: null, output: 'passed\nexit handler ran\n' });
  });
});
