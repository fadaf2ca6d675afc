import ELK from 'elkjs/lib/elk.bundled.js';
import type { LayoutEngine } from '../layout/arrange.ts';

/** The engine of the product, in the same thread. */
export function buildLayoutEngine(): LayoutEngine {
  const elk = new ELK.default();
  return { layout: (graph) => elk.layout(graph) };
}
