import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { LayoutEngine } from '@voronka/flow-editor';

/** A layout that takes longer than this is given up, ms; 500 nodes take a second or two. */
const patienceMs = 30_000;

/**
 * elkjs in a thread of its own: it is large, and takes seconds for a flow of hundreds. It is loaded when it is asked for
 * first, and stays for as long as the page is open.
 */
export function buildLayoutEngine(): LayoutEngine {
  let started: ReturnType<typeof start> | null = null;
  return {
    layout: async (graph) => {
      started ??= start();
      const starting = started;
      try {
        const { layout } = await starting;
        return await layout(graph);
      } catch (error) {
        // A thread that failed or hangs is not asked again.
        started = null;
        starting.then(
          ({ stop }) => stop(),
          () => undefined,
        );
        throw error;
      }
    },
  };
}

async function start(): Promise<{ layout: (graph: ElkNode) => Promise<ElkNode>; stop: () => void }> {
  const { default: api } = await import('elkjs/lib/elk-api.js');
  let failed: (error: Error) => void = () => undefined;
  const elk = new api.default({
    workerFactory: () => {
      const worker = new Worker(new URL('elkjs/lib/elk-worker.min.js', import.meta.url));
      worker.onerror = ({ message }) => failed(new Error(`the layout cannot be loaded: ${message}`));
      return worker;
    },
  });
  return {
    layout: (graph) => {
      const { promise, resolve, reject } = Promise.withResolvers<ElkNode>();
      failed = reject;
      const timer = setTimeout(() => reject(new Error(`no layout within ${patienceMs} ms`)), patienceMs);
      elk.layout(graph).then(resolve, reject);
      return promise.finally(() => clearTimeout(timer));
    },
    stop: () => elk.terminateWorker(),
  };
}
