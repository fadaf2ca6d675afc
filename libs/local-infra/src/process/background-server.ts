import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity.ts';
import { openLogFile, readTail, sizeOf } from './log-file.ts';
import type { ProcessRegistry } from './process-registry.ts';

/** How to start one server program that is not ours; see {@link startBackgroundServer}. */
export interface BackgroundServerOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Takes everything the program prints. */
  readonly logFile: string;
  readonly registry: ProcessRegistry;
  readonly stopSignal: NodeJS.Signals;
  readonly runAs?: { readonly uid: number; readonly gid: number } | undefined;
}

/** A running server program. */
export interface BackgroundServer {
  readonly identity: ProcessIdentity;
  readonly hasEnded: () => boolean;
  /** What it printed since this start, no more than the last 4,000 bytes. */
  readonly printed: () => string;
}

/**
 * Starts a server in a process group of its own, so that Ctrl-C in the terminal reaches only us and we stop things in
 * the right order. It writes straight into its log file: it lives on undisturbed when this process is killed, and the
 * next start adopts or ends it.
 *
 * @throws the operating system's error when the program cannot be run at all
 */
export async function startBackgroundServer(options: BackgroundServerOptions): Promise<BackgroundServer> {
  const { name, command, args, env, cwd, logFile, registry, stopSignal, runAs } = options;
  const log = openLogFile(logFile);
  const printedBefore = sizeOf(logFile);
  try {
    const child = spawn(command, args, { env, cwd, detached: true, stdio: ['ignore', log, log], ...runAs });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    const pid = child.pid ?? 0;
    registry.add(name, pid, stopSignal);
    // A program that ended within these microseconds has no identity any more; an impossible one stands for it.
    const identity = identifyProcess(pid) ?? { pid, startTime: 'ended' };
    child.once('exit', () => registry.remove(pid));
    child.unref();
    return {
      identity,
      hasEnded: () => child.exitCode !== null || child.signalCode !== null || !isAlive(identity),
      printed: () => readTail(logFile, printedBefore),
    };
  } finally {
    closeSync(log);
  }
}
