import type { ConditionTree, FlowGraph } from '../flow/flow-graph.ts';
import { conditionsOf, stageKeysOf } from '../flow/node-specifications.ts';

const stageFacts: readonly string[] = ['stage', 'move.previous'];

function stagesInTree(tree: ConditionTree): string[] {
  if ('all' in tree) return tree.all.flatMap(stagesInTree);
  if ('any' in tree) return tree.any.flatMap(stagesInTree);
  if ('not' in tree) return stagesInTree(tree.not);
  if (!stageFacts.includes(tree.fact)) return [];
  // The empty text stands for no card.
  return [tree.value].flat().filter((value) => typeof value === 'string' && value !== '') as string[];
}

/** Keys of all stages that a flow depends on: those its nodes move to or wait for, and those its conditions compare with. */
export function stagesInFlow(graph: Pick<FlowGraph, 'nodes'>): ReadonlySet<string> {
  return new Set(graph.nodes.flatMap((node) => [...stageKeysOf(node), ...conditionsOf(node).flatMap(stagesInTree)]));
}
