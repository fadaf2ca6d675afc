import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The workflow code that this worker was built with. */
export interface WorkerBuild {
  /** The bundle for Temporal's sandbox. */
  readonly code: string;
  /** 16 hexadecimal digits over the bundle and the SDK's version: what decides how a history replays. */
  readonly id: string;
}

/** Reads the bundle that the build step left beside the program. */
export async function readWorkerBuild(): Promise<WorkerBuild> {
  const code = await readFile(new URL('../workflow-bundle.js', import.meta.url), 'utf8');
  return { code, id: buildIdOf(code, sdkVersion()) };
}

/** Id of a build; see {@link WorkerBuild.id}. */
export function buildIdOf(code: string, sdk: string): string {
  return createHash('sha256').update(`${sdk}\n${code}`).digest('hex').slice(0, 16);
}

function sdkVersion(): string {
  const { version } = createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string };
  return version;
}
