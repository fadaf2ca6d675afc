import type { StayingDialogue } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';

/** Why a dialogue that stands at a node of one flow cannot go on in another; null when it can, or stands nowhere. */
export function reasonToStay(
  pinned: FlowGraph,
  target: FlowGraph,
  nodeId: string | null,
): StayingDialogue['reason'] | null {
  if (nodeId === null) return null;
  const there = target.nodes.find(({ id }) => id === nodeId);
  if (!there) return 'nodeMissing';
  const here = pinned.nodes.find(({ id }) => id === nodeId);
  return here && here.kind !== there.kind ? 'nodeChanged' : null;
}

/** A node with its name, or with its id where the flow does not have it. */
export function placeIn(graph: FlowGraph, nodeId: string): Pick<StayingDialogue, 'nodeId' | 'nodeLabel'> {
  const node = graph.nodes.find(({ id }) => id === nodeId);
  return { nodeId, nodeLabel: node?.label ?? { ru: nodeId, en: nodeId } };
}
