/**
 * Build step: bundles the dialogue workflow for Temporal's sandbox, so that a worker starts without a bundler and every
 * worker of a release runs the same code.
 */
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bundleWorkflowCode } from '@temporalio/worker';
import { failureConverterPath } from '@voronka/platform';

const { resolve } = createRequire(import.meta.url);
const { code } = await bundleWorkflowCode({
  workflowsPath: resolve('@voronka/workflow-dialogue'),
  preloadModules: [resolve('@voronka/workflow-dialogue/realm')],
  failureConverterPath,
});
await writeFile(new URL('./workflow-bundle.js', import.meta.url), code);
