import { priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';

/** Room that one copy of the demo flow takes on the canvas, px. */
const copySize = { width: 3_800, height: 640 };

/** A flow of a size that can be wished: the demo flow again and again, in rows that make a sheet. @param nodes how many */
export function bigFlow(nodes: number): FlowGraph {
  const { nodes: some, edges: joins } = priceAndContactFlow;
  const copies = Math.ceil(nodes / some.length);
  const across = Math.max(1, Math.round(Math.sqrt((copies * copySize.height) / copySize.width)));
  const all = Array.from({ length: copies }, (_, copy) => ({
    nodes: some.map((node) => ({
      ...node,
      id: `${node.id}-${copy}`,
      position: {
        x: node.position.x + (copy % across) * copySize.width,
        y: node.position.y + Math.floor(copy / across) * copySize.height,
      },
    })),
    edges: joins.map((edge) => ({
      ...edge,
      id: `${edge.id}-${copy}`,
      source: `${edge.source}-${copy}`,
      target: `${edge.target}-${copy}`,
    })),
  }));
  const kept = all.flatMap((copy) => copy.nodes).slice(0, nodes);
  const ids = new Set(kept.map(({ id }) => id));
  const edges = all.flatMap((copy) => copy.edges);
  return { nodes: kept, edges: edges.filter(({ source, target }) => ids.has(source) && ids.has(target)) };
}
