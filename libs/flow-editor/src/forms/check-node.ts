import { flowNodeSchema } from '@voronka/contracts/flow';
import type { FlowNode, LocalizedText } from '@voronka/domain';
import type { Problem } from './problem.ts';
import { problemsOf } from './problem.ts';

/** What is wrong with a node's settings by their limits; `path` begins with `label`, or with the key of the config. */
export function checkNode(node: FlowNode): Problem[] {
  return problemsOf(flowNodeSchema, node).map(({ path, message }) => ({
    path: path[0] === 'config' ? path.slice(1) : path,
    message,
  }));
}

/** The problem of exactly this place, if there is one. */
export function problemAt(problems: readonly Problem[], ...path: (string | number)[]): LocalizedText | null {
  const found = problems.find((problem) => {
    return problem.path.length === path.length && problem.path.every((key, index) => key === path[index]);
  });
  return found?.message ?? null;
}

/** The first problem of this place or anything in it. */
export function problemIn(problems: readonly Problem[], ...path: (string | number)[]): LocalizedText | null {
  return problems.find((problem) => path.every((key, index) => problem.path[index] === key))?.message ?? null;
}

/**
 * What of an edited node can be kept: settings that break their limits stay as they were.
 *
 * @param saved the node as it was before the edit
 * @returns null when nothing of it can be kept
 */
export function keepable(edited: FlowNode, saved: FlowNode): FlowNode | null {
  const wrong = new Set(checkNode(edited).map(({ path }) => path[0]));
  if (wrong.size === 0) return edited;
  const before = new Map(Object.entries(saved.config));
  const config = Object.entries(edited.config).flatMap(([key, value]) => {
    if (!wrong.has(key)) return [[key, value] as const];
    return before.has(key) ? [[key, before.get(key)] as const] : [];
  });
  const label = wrong.has('label') ? saved.label : edited.label;
  const node = { ...edited, label, config: Object.fromEntries(config) } as FlowNode;
  return checkNode(node).length === 0 ? node : null;
}
