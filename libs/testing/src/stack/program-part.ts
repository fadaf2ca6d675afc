import { setTimeout as sleep } from 'node:timers/promises';
import { startChild } from '@voronka/local-infra';
import type { ChildMessage, ProcessRegistry, SupervisedChild } from '@voronka/local-infra';
import type { Part } from './part.ts';
import { sigkill } from './part.ts';
import { until } from './until.ts';

/** One of the product's own programs, or the CRM sandbox. */
export interface ProgramOptions<Ready> {
  readonly name: string;
  /** Its built entry file. */
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly logFile: string;
  readonly registry: ProcessRegistry;
  readonly readyWhen: (message: ChildMessage) => Ready | undefined;
  readonly isSecret?: (message: ChildMessage) => boolean;
  readonly onMessage?: (message: ChildMessage) => void;
}

/** A program as a part of the stack. */
export interface ProgramPart<Ready> extends Part {
  /** What made it ready the last time. */
  ready(): Ready;
}

const pauseAfterFailedStartMs = 500;

/**
 * Starts a program and starts it again at once whenever it dies. The product's own supervisor waits longer after each of
 * several deaths in a row, which a suite that kills every few seconds has no time for.
 */
export async function startProgram<Ready>(options: ProgramOptions<Ready>): Promise<ProgramPart<Ready>> {
  const { script, readyWhen, isSecret, onMessage } = options;
  let wanted = true;
  let lives = 0;
  let running = true;
  let child: SupervisedChild<Ready>;
  let reviving: Promise<void> = Promise.resolve();

  async function startOnce(): Promise<void> {
    child = await startChild({
      name: options.name,
      command: process.execPath,
      args: ['--enable-source-maps', '--no-warnings', script],
      env: options.env,
      cwd: options.cwd,
      logFile: options.logFile,
      registry: options.registry,
      readyWhen,
      ...(isSecret ? { isSecret } : {}),
      ...(onMessage ? { onMessage } : {}),
      restart: false,
      readyTimeoutMs: 40_000,
      onEvent: () => {
        running = false;
        reviving = revive();
      },
    });
    running = true;
    lives += 1;
  }

  async function revive(): Promise<void> {
    await child.stop(0);
    while (wanted && !running) {
      // What it needs may be down too; it is tried again until it works.
      await startOnce().catch(() => sleep(pauseAfterFailedStartMs));
    }
  }

  async function end(how: () => Promise<unknown> | boolean): Promise<void> {
    wanted = false;
    await reviving;
    await how();
    await child.stop(3_000);
    running = false;
  }

  await startOnce();
  return {
    ready: () => child.ready,
    pid: () => (running ? child.pid() : null),
    lives: () => lives,
    killForGood: () => end(() => sigkill(running ? child.pid() : null)),
    stop: () => end(async () => undefined),
    async start() {
      if (wanted) return;
      await reviving;
      wanted = true;
      await until(`${options.name} runs again`, async () => {
        await startOnce();
        return true;
      });
    },
  };
}
