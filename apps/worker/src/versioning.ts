import type { WorkerOptions } from '@temporalio/worker';
import type { WorkerSettings } from './worker-settings.ts';

/** Name of the Worker Deployment in Temporal. */
export const deploymentName = 'voronka';

/**
 * Options that make this worker a version of the deployment. Dialogues move to the version that is current, and do not stay
 * with the one they began on: they live for weeks, and what changes for those under way is a named patch.
 *
 * @param bundleId id of the build unless the settings name one
 */
export function versioningOf(
  { versioning, buildId }: Pick<WorkerSettings, 'versioning' | 'buildId'>,
  bundleId: string,
): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  if (versioning === 'off') return {};
  return {
    workerDeploymentOptions: {
      version: { deploymentName, buildId: buildId ?? bundleId },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  };
}
