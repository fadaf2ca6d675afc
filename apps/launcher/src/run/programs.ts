import { dirname, join } from 'node:path';

/** Root of the repository, seen from `apps/launcher/{src,dist}/run`. */
export const repositoryRoot = dirname(dirname(dirname(dirname(import.meta.dirname))));

/** Built entry files of the programs that a run consists of. */
export interface Programs {
  readonly api: string;
  readonly worker: string;
  readonly sandbox: string;
}

/** The product's own programs. */
export const productPrograms: Programs = {
  api: join(repositoryRoot, 'apps', 'api', 'dist', 'main.js'),
  worker: join(repositoryRoot, 'apps', 'worker', 'dist', 'main.js'),
  sandbox: join(repositoryRoot, 'apps', 'crm-sandbox', 'dist', 'main.js'),
};

/** Replays open dialogues on the worker's build without running a worker. */
export const replayProgram = join(repositoryRoot, 'apps', 'worker', 'dist', 'replay-open.js');
