import type { Criterion, NodeConfigs } from '@voronka/domain';
import { newLeaf } from '../conditions/leaf-editing.ts';
import { text } from './text.ts';

type Output = NodeConfigs['rule']['outputs'][number];

/** A list with one item one place further up or down; the same list where there is no such place. */
export function moved<T>(items: readonly T[], from: number, by: 1 | -1): T[] {
  const to = from + by;
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** A list with one item put to another place. */
export function movedTo<T>(items: readonly T[], from: number, to: number): T[] {
  const item = items[from];
  if (item === undefined || from === to) return [...items];
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** The first number of a count that gives a name nothing has yet. */
export function freshName(prefix: string, taken: Iterable<string>): string {
  const known = new Set(taken);
  let count = 1;
  while (known.has(prefix + count)) count += 1;
  return prefix + count;
}

/** Ways out of a rule in the order in which they are looked at. */
export function byPriority(outputs: readonly Output[]): Output[] {
  return [...outputs].sort((one, other) => other.priority - one.priority);
}

/** Gives ways out priorities that tell their order, no two the same: the last one has 1. */
export function prioritised(ordered: readonly Output[]): Output[] {
  return ordered.map((output, at) => ({ ...output, priority: ordered.length - at }));
}

/** The ways out with one more, looked at last. Its port is one that no other way out has. */
export function withOutput(ordered: readonly Output[]): Output[] {
  const port = freshName('out', [...ordered.map((output) => output.port)]);
  const number = ordered.length + 1;
  const title = text(`Выход ${number}`, `Way out ${number}`);
  return prioritised([...ordered, { port, title, priority: 1, conditions: newLeaf() }]);
}

/** A reason of a score until somebody says more. */
export function newCriterion(): Criterion {
  return { points: 10, reason: text('', ''), when: newLeaf() };
}
