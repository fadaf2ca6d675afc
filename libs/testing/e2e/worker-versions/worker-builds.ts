import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { replayOutcomeSchema } from '@voronka/contracts';
import type { ReplayOutcome } from '@voronka/contracts';
import { LocalInfraError, ProcessRegistry, startChild } from '@voronka/local-infra';
import type { SupervisedChild } from '@voronka/local-infra';
import { failureConverterPath } from '@voronka/platform';
import { builtProgram, repositoryRoot } from '@voronka/testing';
import type { Stack } from '@voronka/testing';

/** A build of the worker in a folder of its own, as a release lies beside the one before. */
export interface Build {
  readonly folder: string;
}

/** Builds of the worker for one suite. */
export class WorkerBuilds {
  readonly #root = mkdtempSync(join(tmpdir(), 'voronka-builds-'));
  readonly #children: SupervisedChild<true>[] = [];

  constructor() {
    symlinkSync(join(repositoryRoot, 'node_modules'), join(this.#root, 'node_modules'));
  }

  /** The worker with the workflow of another file. @param workflow from the repository's root */
  async make(name: string, workflow: string): Promise<Build> {
    const folder = join(this.#root, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    cpSync(dirname(builtProgram('worker')), folder, { recursive: true });
    const { code } = await bundleWorkflowCode({
      workflowsPath: join(repositoryRoot, workflow),
      failureConverterPath,
      logger: new DefaultLogger('ERROR'),
    });
    writeFileSync(join(folder, 'workflow-bundle.js'), code);
    return { folder };
  }

  /**
   * Starts a worker of a build beside the stack's own; it ends with {@link WorkerBuilds.stop}.
   *
   * @throws BuildRefused when it does not take over
   */
  async start(stack: Stack, { folder }: Build, env: Readonly<Record<string, string>> = {}): Promise<void> {
    const child = await startChild<true>({
      name: 'other-build',
      command: process.execPath,
      args: ['--enable-source-maps', '--no-warnings', join(folder, 'main.js')],
      env: { ...stack.workerEnvironment, WORKER_METRICS_PORT: '', ...env },
      cwd: repositoryRoot,
      logFile: join(stack.home, 'logs', 'other-build.log'),
      registry: new ProcessRegistry(folder),
      restart: false,
      readyWhen: ({ ready }) => ready === true || undefined,
      refusedWhen: ({ refused }) =>
        refused === undefined ? undefined : new BuildRefused(replayOutcomeSchema.parse(refused)),
    });
    this.#children.push(child);
  }

  /** The replay alone, as an operator runs it with the image of a build. */
  replay(stack: Stack, { folder }: Build): { exitCode: number | null; outcome: ReplayOutcome } {
    const { status, stdout } = spawnSync(process.execPath, ['--no-warnings', join(folder, 'replay-open.js')], {
      env: stack.workerEnvironment,
      encoding: 'utf8',
      timeout: 60_000,
    });
    const [last = '{}'] = stdout.trim().split('\n').slice(-1);
    const { replayed } = JSON.parse(last) as { replayed?: unknown };
    return { exitCode: status, outcome: replayOutcomeSchema.parse(replayed) };
  }

  async stop(): Promise<void> {
    for (const child of this.#children.splice(0)) await child.stop();
    rmSync(this.#root, { recursive: true, force: true });
  }
}

/** A worker did not take over. */
export class BuildRefused extends LocalInfraError {
  constructor(readonly outcome: ReplayOutcome) {
    super('Child.Refused', { en: 'refused', ru: 'refused' });
  }
}
