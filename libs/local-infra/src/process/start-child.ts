import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalInfraError, reasonOf } from '../errors.ts';
import { openChildLog, parseJsonLine, type ChildLog } from './child-log.ts';
import { identifyProcess, type ProcessIdentity } from './process-identity.ts';
import type { ProcessRegistry } from './process-registry.ts';
import { stopProcess } from './stop-process.ts';

/** One JSON line a child printed. */
export type ChildMessage = Readonly<Record<string, unknown>>;

/** How to run one of the product's own programs; see {@link startChild}. */
export interface StartChildOptions<Ready> {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Takes the child's output as JSON lines. */
  readonly logFile: string;
  readonly registry: ProcessRegistry;
  /** Looks at each JSON line of standard output; the first value that is not undefined makes the child ready. */
  readonly readyWhen: (message: ChildMessage) => Ready | undefined;
  /** Whether a JSON line holds a secret: it is then not logged, for a log must never hold one. @default none does */
  readonly isSecret?: (message: ChildMessage) => boolean;
  /** Sees each JSON line of standard output, secret or not. */
  readonly onMessage?: (message: ChildMessage) => void;
  /**
   * Looks at each JSON line until the child is ready: an error says that it refuses to run and why. It is then not started
   * again, for nothing would change. @default it never refuses
   */
  readonly refusedWhen?: (message: ChildMessage) => LocalInfraError | undefined;
  /** Whether a JSON line says that the start goes on: the time to get ready then begins anew. @default none does */
  readonly progressWhen?: (message: ChildMessage) => boolean;
  /** @default 120000 */
  readonly readyTimeoutMs?: number;
  /** Whether a child that ends unasked is started again. @default true */
  readonly restart?: boolean;
  readonly onEvent?: (event: ChildEvent) => void;
}

/** What happens to a child after its first start. */
export type ChildEvent =
  | { readonly kind: 'ended'; readonly how: string; readonly pauseMs: number | null }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'readyAgain' };

/** A supervised child. */
export interface SupervisedChild<Ready> {
  /** What made it ready the first time. */
  readonly ready: Ready;
  /** Null while it is not running. */
  pid(): number | null;
  /** Ends it and its supervision. Waits at most `graceMs`, then kills. @default graceMs 8000 */
  stop(graceMs?: number): Promise<void>;
}

const firstPauseMs = 500;
const longestPauseMs = 15_000;
/** A child that has run this long is healthy: its next death counts as the first. */
const healthyAfterMs = 30_000;

/**
 * Starts a program in a process group of its own, captures its log, waits until it says that it is ready, and starts
 * it again when it dies, with pauses that double from 0.5 s to 15 s.
 *
 * @throws LocalInfraError `Child.StartFailed` when the first start fails; the message ends in the child's last lines
 * @throws the error of `refusedWhen` when it refuses the first start; a later refusal ends the supervision
 */
export async function startChild<Ready>(options: StartChildOptions<Ready>): Promise<SupervisedChild<Ready>> {
  const { restart = true, onEvent = () => undefined } = options;
  const log = openChildLog(options.logFile, options.name);
  const stopping = new AbortController();
  let run = await startOnce(options, log).catch((error: unknown) => {
    log.close();
    throw error;
  });
  const first = run.ready;

  async function supervise(): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      const how = await run.ended;
      if (stopping.signal.aborted) return;
      if (run.refused) {
        onEvent({ kind: 'refused', reason: how });
        return;
      }
      if (Date.now() - startedAt >= healthyAfterMs) pauseMs = firstPauseMs;
      onEvent({ kind: 'ended', how, pauseMs: restart ? pauseMs : null });
      if (!restart) return;
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      if (stopping.signal.aborted) return;
      run = await startOnce(options, log, stopping.signal).catch((error: unknown) => failedRun<Ready>(first, error));
      if (run.identity) onEvent({ kind: 'readyAgain' });
    }
  }

  const supervised = supervise();
  return {
    ready: first,
    pid: () => run.identity?.pid ?? null,
    stop: async (graceMs = 8_000) => {
      stopping.abort();
      if (run.identity) await stopProcess(run.identity, { graceMs });
      await supervised;
      // A restart that was under way when we were told to stop.
      if (run.identity) await stopProcess(run.identity, { graceMs });
      log.close();
    },
  };
}

/** One life of a child. */
interface Run<Ready> {
  readonly ready: Ready;
  readonly identity: ProcessIdentity | undefined;
  /** It said that it must not run. */
  readonly refused: boolean;
  /** Resolves with the way it ended, in words. */
  readonly ended: Promise<string>;
}

async function startOnce<Ready>(
  options: StartChildOptions<Ready>,
  log: ChildLog,
  signal?: AbortSignal,
): Promise<Run<Ready>> {
  const { name, command, args, env, cwd, registry, readyTimeoutMs = 120_000 } = options;
  const child = spawn(command, args, { env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = endOf(child);
  const lastLines: string[] = [];
  const patience = startTimer(readyTimeoutMs);
  let refusal: LocalInfraError | undefined;
  const ready = readOutput(child, options, log, lastLines, (message) => {
    refusal ??= options.refusedWhen?.(message);
    const goesOn = options.progressWhen?.(message) === true;
    if (goesOn) patience.renew();
    return goesOn || refusal !== undefined;
  });
  const pid = child.pid;
  if (pid !== undefined) {
    registry.add(name, pid);
    void ended.then(() => registry.remove(pid));
  }
  const identity = pid === undefined ? undefined : identifyProcess(pid);
  const outcome = await Promise.race([
    ready.then((value) => ({ value })),
    ended.then((how) => ({ failure: how })),
    patience.over.then(() => ({ failure: `not ready after ${readyTimeoutMs / 1_000} s` })),
    ...(signal ? [aborted(signal).then(() => ({ failure: 'stopped' }))] : []),
  ]);
  patience.end();
  if ('value' in outcome) return { ready: outcome.value, identity, refused: false, ended };
  if (identity) await stopProcess(identity, { graceMs: 2_000 });
  // It is dead already, but its `close` may come after our failure.
  if (pid !== undefined) registry.remove(pid);
  if (refusal) throw refusal;
  const tail = lastLines.map((line) => `\n    ${line}`).join('');
  throw new LocalInfraError('Child.StartFailed', {
    en: `${name} did not start (${outcome.failure}). Its log: ${options.logFile}${tail}`,
    ru: `${name} не запустился (${outcome.failure}). Его журнал: ${options.logFile}${tail}`,
  });
}

// A failed restart counts as a life that ended at once; the pause before the next try then grows.
function failedRun<Ready>(ready: Ready, error: unknown): Run<Ready> {
  const refused = error instanceof LocalInfraError && error.code === 'Child.Refused';
  return { ready, identity: undefined, refused, ended: Promise.resolve(reasonOf(error)) };
}

/** A time that can begin anew. */
function startTimer(ms: number): { readonly over: Promise<void>; renew(): void; end(): void } {
  let timer: NodeJS.Timeout | undefined;
  let finish: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (finish = resolve));
  const end = () => clearTimeout(timer);
  const renew = () => {
    end();
    timer = setTimeout(finish, ms);
  };
  renew();
  return { over, renew, end };
}

async function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ? `signal ${signal}` : `exit status ${code ?? 'unknown'}`));
  });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Logs the child's output and resolves when it says that it is ready; never, when it does not. */
async function readOutput<Ready>(
  child: ChildProcess,
  { readyWhen, isSecret = () => false, onMessage = () => undefined }: StartChildOptions<Ready>,
  log: ChildLog,
  lastLines: string[],
  isAboutStart: (message: ChildMessage) => boolean,
): Promise<Ready> {
  const keep = (line: string, stream: 'stdout' | 'stderr') => {
    log.write(line, stream);
    lastLines.push(line.slice(0, 500));
    if (lastLines.length > 12) lastLines.shift();
  };
  let isReady = false;
  return new Promise((resolve) => {
    if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => keep(line, 'stderr'));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = parseJsonLine(line);
      if (!message) return keep(line, 'stdout');
      onMessage(message);
      const ready = readyWhen(message);
      // What is about the start is said to us and is no event for the log.
      if (!isReady && isAboutStart(message)) return;
      isReady ||= ready !== undefined;
      if (ready !== undefined) resolve(ready);
      else if (!isSecret(message)) keep(line, 'stdout');
    });
  });
}
