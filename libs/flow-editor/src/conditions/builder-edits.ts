import type { ConditionLeaf } from '@voronka/domain';
import { parentOf, partOf } from './builder-tree.ts';
import type { BuilderGroup, BuilderNode, Join, NewId } from './builder-tree.ts';

/** The most that one group holds. */
export const groupLimit = 50;

/** How a part can be moved: among its neighbours, out of its group, into the group above it. */
export type Move = 'up' | 'down' | 'out' | 'in';

/** What a part can be put into. */
export type Wrapping = Join | 'not';

/** Puts another part, or none, in the place of one. Groups and negations that would be left empty go too. */
function replaced(node: BuilderNode, id: string, by: (part: BuilderNode) => BuilderNode | null): BuilderNode | null {
  if (node.id === id) return by(node);
  if (node.kind === 'leaf') return node;
  if (node.kind === 'not') {
    const child = replaced(node.child, id, by);
    return child === node.child ? node : child && { ...node, child };
  }
  const children = node.children.map((child) => replaced(child, id, by));
  if (children.every((child, index) => child === node.children[index])) return node;
  const rest = children.filter((child) => child !== null);
  return rest.length === 0 ? null : { ...node, children: rest };
}

/** Replaces one part; what is not there changes nothing. */
export function replacePart(root: BuilderNode, id: string, by: (part: BuilderNode) => BuilderNode): BuilderNode {
  return replaced(root, id, by) ?? root;
}

/** Changes a comparison. */
export function changeLeaf(root: BuilderNode, id: string, leaf: ConditionLeaf): BuilderNode {
  return replacePart(root, id, (part) => (part.kind === 'leaf' ? { ...part, leaf } : part));
}

/** Says how the conditions of a group go together. */
export function joinBy(root: BuilderNode, id: string, join: Join): BuilderNode {
  return replacePart(root, id, (part) => (part.kind === 'group' ? { ...part, join } : part));
}

/** Takes a part out, and every group that it leaves empty. null: nothing is left. */
export function removePart(root: BuilderNode, id: string): BuilderNode | null {
  return replaced(root, id, () => null);
}

/** Whether a group has room for one more. */
export function hasRoom(group: BuilderGroup): boolean {
  return group.children.length < groupLimit;
}

function insertedAt(group: BuilderGroup, at: number, child: BuilderNode): BuilderGroup {
  return { ...group, children: group.children.toSpliced(at, 0, child) };
}

/**
 * Adds a part: at the end of a group, else right after the part with this id. Where that part stands in no group, one of
 * "all" is put around both.
 */
export function addPart(root: BuilderNode, id: string, added: BuilderNode, newId: NewId): BuilderNode {
  const part = partOf(root, id);
  if (!part) return root;
  if (part.kind === 'group') {
    return hasRoom(part) ? replacePart(root, id, () => insertedAt(part, part.children.length, added)) : root;
  }
  const parent = parentOf(root, id);
  if (parent?.kind === 'group') {
    if (!hasRoom(parent)) return root;
    const at = parent.children.findIndex((child) => child.id === id);
    return replacePart(root, parent.id, () => insertedAt(parent, at + 1, added));
  }
  return replacePart(root, id, () => ({ id: newId(), kind: 'group', join: 'all', children: [part, added] }));
}

/** Puts a group or a negation around a part. */
export function wrapPart(root: BuilderNode, id: string, wrapping: Wrapping, newId: NewId): BuilderNode {
  return replacePart(root, id, (part) =>
    wrapping === 'not'
      ? { id: newId(), kind: 'not', child: part }
      : { id: newId(), kind: 'group', join: wrapping, children: [part] },
  );
}

/** Whether a group or a negation can be taken away from around what it holds. */
export function canUnwrap(root: BuilderNode, id: string): boolean {
  const part = partOf(root, id);
  if (!part || part.kind === 'leaf') return false;
  if (part.kind === 'not' || part.children.length === 1) return true;
  const parent = parentOf(root, id);
  return parent?.kind === 'group' && parent.children.length - 1 + part.children.length <= groupLimit;
}

/** Takes a group or a negation away and leaves what it holds in its place. */
export function unwrapPart(root: BuilderNode, id: string): BuilderNode {
  const part = partOf(root, id);
  if (!part || part.kind === 'leaf' || !canUnwrap(root, id)) return root;
  if (part.kind === 'not') return replacePart(root, id, () => part.child);
  const [only, ...others] = part.children;
  if (only && others.length === 0) return replacePart(root, id, () => only);
  const parent = parentOf(root, id);
  if (parent?.kind !== 'group') return root;
  const children = parent.children.flatMap((child) => (child.id === id ? part.children : [child]));
  return replacePart(root, parent.id, () => ({ ...parent, children }));
}

function movedAmong(root: BuilderNode, group: BuilderGroup, at: number, by: 1 | -1): BuilderNode | null {
  const child = group.children[at];
  const to = at + by;
  if (!child || to < 0 || to >= group.children.length) return null;
  return replacePart(root, group.id, () => ({
    ...group,
    children: group.children.toSpliced(at, 1).toSpliced(to, 0, child),
  }));
}

function movedIn(root: BuilderNode, group: BuilderGroup, at: number): BuilderNode | null {
  const child = group.children[at];
  const above = group.children[at - 1];
  if (!child || above?.kind !== 'group' || !hasRoom(above)) return null;
  const children = group.children
    .map((each) => (each === above ? insertedAt(above, above.children.length, child) : each))
    .filter((each) => each !== child);
  return replacePart(root, group.id, () => ({ ...group, children }));
}

/** Next to the group that it stands in; a group that this empties goes. */
function movedOut(root: BuilderNode, group: BuilderGroup, part: BuilderNode): BuilderNode | null {
  const outer = parentOf(root, group.id);
  if (outer?.kind !== 'group' || (!hasRoom(outer) && group.children.length > 1)) return null;
  const rest = group.children.filter((child) => child !== part);
  const children = outer.children.flatMap((child) => {
    if (child.id !== group.id) return [child];
    return rest.length === 0 ? [part] : [{ ...group, children: rest }, part];
  });
  return replacePart(root, outer.id, () => ({ ...outer, children }));
}

/** The tree with a part moved; null where it cannot go there. */
export function movePart(root: BuilderNode, id: string, move: Move): BuilderNode | null {
  const group = parentOf(root, id);
  if (group?.kind !== 'group') return null;
  const at = group.children.findIndex((child) => child.id === id);
  const part = group.children[at];
  if (!part) return null;
  switch (move) {
    case 'up':
      return movedAmong(root, group, at, -1);
    case 'down':
      return movedAmong(root, group, at, 1);
    case 'in':
      return movedIn(root, group, at);
    case 'out':
      return movedOut(root, group, part);
  }
}
