import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { Logger } from '@voronka/platform';

/**
 * Sets up Temporal's core for this process, before anything else of Temporal runs. Its own log would be plain text;
 * forwarded, its lines are JSON like ours.
 */
export function installRuntime(logger: Logger): void {
  Runtime.install({
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) } },
    logger: new DefaultLogger('WARN', ({ message, meta }) => logger.warn({ err: meta?.error }, `Temporal: ${message}`)),
  });
}
