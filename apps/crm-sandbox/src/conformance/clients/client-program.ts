import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SandboxReadyLine } from '../../index.ts';

/** Longest a client program may take; the machine of a test run can be slow. */
const programTimeoutMs = 90_000;

/**
 * Runs a program of this folder in a process of its own that trusts the sandbox's certificate: Node reads the trusted
 * authorities once, at its start. @returns what the program wrote as JSON on stdout
 */
export async function runClientProgram(name: string, ready: SandboxReadyLine): Promise<Record<string, unknown>> {
  const env = {
    PATH: process.env['PATH'],
    NODE_EXTRA_CA_CERTS: ready.caFile,
    SANDBOX_READY: JSON.stringify(ready),
  };
  const program = join(import.meta.dirname, name);
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', program], {
    env,
    timeout: programTimeoutMs,
  });
  return JSON.parse(stdout) as Record<string, unknown>;
}
