import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SandboxReadyLine } from '../index.ts';
import { postForm } from './sandbox-harness.ts';

const main = join(import.meta.dirname, '..', 'main.ts');

describe('the sandbox as a process', () => {
  let home: string;
  const children = new Set<ChildProcess>();

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'crm-sandbox-'));
  });
  afterEach(async () => {
    for (const child of children) await kill(child, 'SIGKILL');
    children.clear();
    await rm(home, { recursive: true, force: true });
  });

  function run(): ChildProcess {
    const env = { PATH: process.env['PATH'], SANDBOX_HOME: home, SANDBOX_LIMITS: 'off', SANDBOX_PORT: '0' };
    const child = spawn(process.execPath, ['--no-warnings', main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    return child;
  }

  async function start(): Promise<{ child: ChildProcess; ready: SandboxReadyLine }> {
    const child = run();
    if (!child.stdout) throw new Error('no stdout');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return { child, ready: JSON.parse(line) as SandboxReadyLine };
  }

  async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill(signal);
    await once(child, 'exit');
    return child.exitCode;
  }

  it('keeps every acknowledged lead through kill -9 in the middle of writing', async () => {
    const { child, ready } = await start();
    const acknowledged: number[] = [];
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let i = 0; ; i += 1) {
        const { body } = await postForm(ready, 'crm.lead.add', `fields[TITLE]=${writer}-${i}`);
        acknowledged.push(Number(body['result']));
        if (acknowledged.length === 120) child.kill('SIGKILL');
      }
    });
    await Promise.allSettled(writers);
    expect(acknowledged.length).toBeGreaterThanOrEqual(120);

    const again = await start();
    const response = await fetch(`${again.ready.pageUrl}__sandbox/state`, {
      headers: { 'x-sandbox-token': again.ready.controlToken },
    });
    const { leads } = (await response.json()) as { leads: { ID: string }[] };
    const kept = new Set(leads.map((lead) => Number(lead.ID)));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  });

  it('keeps credentials and tokens over a restart and stops cleanly on SIGTERM', async () => {
    const first = await start();
    expect(await kill(first.child, 'SIGTERM')).toBe(0);
    const second = await start();
    const withoutPort = ({ bitrix24, controlToken }: SandboxReadyLine): unknown => {
      const { webhookUrl, clientEndpoint, serverEndpoint, ...secrets } = bitrix24;
      return {
        ...secrets,
        controlToken,
        webhook: new URL(webhookUrl).pathname,
        paths: [clientEndpoint, serverEndpoint].length,
      };
    };
    expect(withoutPort(second.ready)).toEqual(withoutPort(first.ready));
  });

  it('refuses a folder that another sandbox uses, in one line', async () => {
    await start();
    const rival = run();
    let stderr = '';
    rival.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    await once(rival, 'close');
    expect(rival.exitCode).toBe(1);
    expect(stderr).toMatch(/^crm-sandbox: The folder .* is in use by another sandbox\.\n$/);
  });
});
