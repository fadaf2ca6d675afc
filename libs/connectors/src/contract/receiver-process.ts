import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What the example receiver holds, as it tells it. */
export interface ReceiverState {
  contacts: Record<string, { id: string; fields: Record<string, unknown> }>;
  leads: Record<string, { id: string; version: number; fields: Record<string, unknown> }>;
  notes: Record<string, { id: string; lead: string; text: string }>;
  tasks: Record<string, { of: string; owner: string; text: string; deadlineAt: string; responsible: string | null }>;
}

/** The example receiver, running with a folder of its own. */
export interface ReceiverProcess {
  /** Address of its page. */
  page: string;
  /** Where it takes commands. */
  commands: string;
  state(): Promise<ReceiverState>;
  /** Does what a person does on its page. */
  change(leadId: string, form: { stage?: string; responsible?: string }): Promise<void>;
  /** Enters what a person enters on its page. */
  setUp(form: { secret?: string; hook?: string }): Promise<void>;
  /** Ends it without a word, and starts it again on its folder. @param settings.reads whether it answers what is asked */
  restart(settings?: { reads: 'on' | 'off' }): Promise<void>;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('../../../../examples/crm-receiver/receiver.mjs', import.meta.url));

/** Starts the example receiver. @param settings.port a free one when it is not given */
export async function startReceiver(
  settings: { secret?: string; hook?: string; port?: number } = {},
): Promise<ReceiverProcess> {
  const home = await mkdtemp(join(tmpdir(), 'voronka-receiver-'));
  const run = async (port: number, reads: 'on' | 'off' = 'on') => {
    const child = spawn(process.execPath, [program], {
      env: {
        PATH: process.env.PATH,
        RECEIVER_PORT: String(port),
        RECEIVER_READS: reads,
        RECEIVER_HOME: home,
        RECEIVER_SECRET: settings.secret ?? '',
        RECEIVER_HOOK: settings.hook ?? '',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exited = once(child, 'exit');
    const line = once(createInterface({ input: child.stdout }), 'line');
    const outcome = await Promise.race([line, exited.then(() => null)]);
    if (outcome === null) throw new Error('The receiver ended before it was ready');
    const ready = JSON.parse(String(outcome[0])) as { page: string; commands: string };
    return { child, exited, ready };
  };
  let running = await run(settings.port ?? 0);
  const { page, commands } = running.ready;
  const end = async () => {
    running.child.kill('SIGKILL');
    await running.exited;
  };
  const post = async (path: string, form: Record<string, string>) => {
    const response = await fetch(`${page}${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    if (response.status !== 303) throw new Error(`The receiver answered ${path} by ${response.status}`);
  };
  return {
    page,
    commands,
    async state() {
      const response = await fetch(`${page}/state`, { signal: AbortSignal.timeout(10_000) });
      return (await response.json()) as ReceiverState;
    },
    change: (leadId, form) => post(`/leads/${leadId}`, form),
    setUp: (form) => post('/settings', form),
    async restart(changed) {
      await end();
      running = await run(Number(new URL(page).port), changed?.reads);
    },
    async stop() {
      await end();
      await rm(home, { recursive: true, force: true });
    },
  };
}
