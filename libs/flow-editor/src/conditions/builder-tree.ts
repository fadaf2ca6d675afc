import type { ConditionLeaf, ConditionTree } from '@voronka/domain';

/** How the conditions of a group go together. */
export type Join = 'all' | 'any';

/**
 * A condition tree as it is edited: every part has an id that stays with it while it is moved, so that focus and open
 * fields stay too. A group is never empty: json-rules-engine would fire on it.
 */
export type BuilderNode =
  | { id: string; kind: 'group'; join: Join; children: BuilderNode[] }
  | { id: string; kind: 'not'; child: BuilderNode }
  | { id: string; kind: 'leaf'; leaf: ConditionLeaf };

/** A group of a tree that is edited. */
export type BuilderGroup = Extract<BuilderNode, { kind: 'group' }>;

/** Gives ids, each once. */
export type NewId = () => string;

/** Ids `c1`, `c2` … for the parts of one tree. */
export function countingIds(): NewId {
  let count = 0;
  return () => {
    count += 1;
    return `c${count}`;
  };
}

/** A tree ready to be edited. */
export function toBuilder(tree: ConditionTree, newId: NewId): BuilderNode {
  if ('all' in tree || 'any' in tree) {
    const [join, children] = 'all' in tree ? (['all', tree.all] as const) : (['any', tree.any] as const);
    return { id: newId(), kind: 'group', join, children: children.map((child) => toBuilder(child, newId)) };
  }
  if ('not' in tree) return { id: newId(), kind: 'not', child: toBuilder(tree.not, newId) };
  return { id: newId(), kind: 'leaf', leaf: tree };
}

/** The tree that was edited, as json-rules-engine takes it. */
export function fromBuilder(node: BuilderNode): ConditionTree {
  switch (node.kind) {
    case 'group': {
      const children = node.children.map(fromBuilder);
      return node.join === 'all' ? { all: children } : { any: children };
    }
    case 'not':
      return { not: fromBuilder(node.child) };
    case 'leaf':
      return node.leaf;
  }
}

/** All parts of a tree, parents first, in the order in which they are shown. */
export function partsOf(node: BuilderNode): BuilderNode[] {
  switch (node.kind) {
    case 'group':
      return [node, ...node.children.flatMap(partsOf)];
    case 'not':
      return [node, ...partsOf(node.child)];
    case 'leaf':
      return [node];
  }
}

/** The part with an id. */
export function partOf(root: BuilderNode, id: string): BuilderNode | null {
  return partsOf(root).find((part) => part.id === id) ?? null;
}

/** The part that a part stands in; null for the whole. */
export function parentOf(root: BuilderNode, id: string): BuilderNode | null {
  const isParent = (part: BuilderNode) =>
    part.kind === 'group'
      ? part.children.some((child) => child.id === id)
      : part.kind === 'not' && part.child.id === id;
  return partsOf(root).find(isParent) ?? null;
}
