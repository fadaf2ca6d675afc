import type { CardWatch, HookFailure, HookKeeper, Reconciler } from '@voronka/activities';
import type { CrmConnectorProvider } from '@voronka/contracts';
import type { Logger } from '@voronka/platform';

const hintsEveryMs = 500;
const runsEveryMs = 2_000;

/** Repeats work until it is stopped; at once as long as there is some. */
function repeat(work: () => Promise<boolean>, everyMs: number, onError: (error: unknown) => void) {
  const stop = new AbortController();
  const running = (async () => {
    while (!stop.signal.aborted) {
      const more = await work().catch((error: unknown) => {
        onError(error);
        return false;
      });
      if (!more) await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  })();
  return {
    async stop() {
      stop.abort();
      await running;
    },
  };
}

/**
 * Follows what people change in the CRMs: hints as they come, reconciliations when they are due; and takes our webhooks away
 * from those that were switched off. Any number may run.
 */
export function startWatchLoop(deps: {
  watch: CardWatch;
  reconciler: Reconciler;
  hooks: HookKeeper;
  connectors: CrmConnectorProvider;
  logger: Logger;
}): {
  stop(): Promise<void>;
} {
  const { watch, reconciler, hooks, connectors, logger } = deps;
  const note = (failure: HookFailure) => logger.warn(failure, 'A webhook could not be taken away; it is tried again');
  const warn = (err: unknown) => logger.warn({ err }, 'Watching the CRM failed; it is repeated');
  const loops = [
    repeat(async () => (await watch.workOnHints()) > 0, hintsEveryMs, warn),
    repeat(() => reconciler.runDue(), runsEveryMs, warn),
    repeat(() => hooks.releaseDue(connectors, note), runsEveryMs, warn),
  ];
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
