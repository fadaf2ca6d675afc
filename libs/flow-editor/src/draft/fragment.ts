import type { FlowEdge, FlowGraph, FlowNode, NodeGroup, StickyNote } from '@voronka/domain';
import { groupRef, idsOfRefs, noteRef } from '../model/annotation-refs.ts';
import { membersOf } from '../model/group-frames.ts';
import { makeEdge } from './connections.ts';

/** A piece of a drawing: some nodes and the connections among them, and the notes and groups that were chosen with them. */
export interface Fragment {
  nodes: FlowNode[];
  edges: FlowEdge[];
  notes: StickyNote[];
  groups: NodeGroup[];
}

/** What was put into a drawing. */
export interface Inserted {
  graph: FlowGraph;
  /** Ids of the new nodes. */
  added: string[];
  /** Refs of the new notes and groups. */
  annotations: string[];
}

/** Gives an id for something new; one that is taken is asked for again. */
export type NewId = (of: FlowNode['kind'] | 'note' | 'group') => string;

/**
 * The chosen nodes with the connections among them; connections to others stay behind. A chosen group brings its nodes.
 *
 * @param refs chosen notes and groups
 */
export function fragmentOf(
  graph: FlowGraph,
  ids: ReadonlySet<string>,
  refs: ReadonlySet<string> = new Set(),
): Fragment {
  const chosen = idsOfRefs(refs);
  const members = membersOf(graph);
  const inside = [...chosen.groups].flatMap((id) => (members.get(id) ?? []).map((node) => node.id));
  const all = new Set([...ids, ...inside]);
  return {
    nodes: graph.nodes.filter(({ id }) => all.has(id)),
    edges: graph.edges.filter(({ source, target }) => all.has(source) && all.has(target)),
    notes: (graph.notes ?? []).filter(({ id }) => chosen.notes.has(id)),
    groups: (graph.groups ?? [])
      .filter(({ id }) => chosen.groups.has(id))
      .map((group) => ({ ...group, nodeIds: (members.get(group.id) ?? []).map(({ id }) => id) })),
  };
}

/** Whether a fragment holds nothing. */
export function isEmptyFragment({ nodes, notes, groups }: Fragment): boolean {
  return nodes.length + notes.length + groups.length === 0;
}

/** The upper left corner of a fragment. */
export function cornerOf({ nodes, notes, groups }: Fragment): FlowNode['position'] {
  const places = [...nodes, ...notes, ...groups].map(({ position }) => position);
  if (places.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
}

/** New ids by the old ones. */
function freshIds<T extends { id: string }>(
  things: readonly T[],
  taken: Iterable<string>,
  newId: (thing: T) => string,
): ReadonlyMap<string, string> {
  const known = new Set(taken);
  const ids = new Map<string, string>();
  for (const thing of things) {
    let id = newId(thing);
    while (known.has(id)) id = newId(thing);
    known.add(id);
    ids.set(thing.id, id);
  }
  return ids;
}

/**
 * Puts a fragment into a drawing under new ids.
 *
 * @param by how far from its own place, px
 */
export function insertFragment(graph: FlowGraph, fragment: Fragment, newId: NewId, by: FlowNode['position']): Inserted {
  if (isEmptyFragment(fragment)) return { graph, added: [], annotations: [] };
  const idsOf = (things: readonly { id: string }[] = []) => things.map(({ id }) => id);
  const ids = freshIds(fragment.nodes, idsOf(graph.nodes), ({ kind }) => newId(kind));
  const noteIds = freshIds(fragment.notes, idsOf(graph.notes), () => newId('note'));
  const groupIds = freshIds(fragment.groups, idsOf(graph.groups), () => newId('group'));
  const moved = <T extends { id: string; position: FlowNode['position'] }>(thing: T, fresh: typeof ids): T => {
    const position = { x: thing.position.x + by.x, y: thing.position.y + by.y };
    return { ...thing, id: fresh.get(thing.id) ?? thing.id, position };
  };
  const nodes = fragment.nodes.map((node) => moved(node, ids));
  const notes = fragment.notes.map((note) => moved(note, noteIds));
  const groups = fragment.groups.map((group) => ({
    ...moved(group, groupIds),
    nodeIds: group.nodeIds.flatMap((id) => ids.get(id) ?? []),
  }));
  const edges = [...graph.edges];
  for (const edge of fragment.edges) {
    const source = ids.get(edge.source);
    const target = ids.get(edge.target);
    if (source !== undefined && target !== undefined) edges.push(makeEdge(edges, { source, port: edge.port, target }));
  }
  return {
    graph: {
      ...graph,
      nodes: [...graph.nodes, ...nodes],
      edges,
      ...(notes.length > 0 ? { notes: [...(graph.notes ?? []), ...notes] } : {}),
      ...(groups.length > 0 ? { groups: [...(graph.groups ?? []), ...groups] } : {}),
    },
    added: idsOf(nodes),
    annotations: [...notes.map(({ id }) => noteRef(id)), ...groups.map(({ id }) => groupRef(id))],
  };
}

/** A step right and down, px: a copy beside its original. */
export const copyStep = 40;

/** Copies of what is chosen beside it. */
export function duplicate(
  graph: FlowGraph,
  ids: ReadonlySet<string>,
  newId: NewId,
  refs: ReadonlySet<string> = new Set(),
): Inserted {
  return insertFragment(graph, fragmentOf(graph, ids, refs), newId, { x: copyStep, y: copyStep });
}
