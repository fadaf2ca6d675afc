import type { AnnotationColor, FlowGraph, FlowNode, NodeGroup, StickyNote } from '@voronka/domain';
import type { Rect } from '../model/alignment.ts';
import { idsOfRefs } from '../model/annotation-refs.ts';
import { cardRect, frameAround, frameOf, groupRect, membersOf } from '../model/group-frames.ts';
import type { Direction } from '../model/layout.ts';
import { moveNodes, remove } from './graph-edits.ts';

/*
 * Edits of what an author puts beside the nodes. As the edits of nodes, they never change their argument and return the
 * very same drawing when there is nothing to do.
 */

type Point = FlowNode['position'];

/** Size of a new note, px. */
export const noteSize = { width: 220, height: 120 };
/** The smallest note or frame, px. */
export const smallestSize = { width: 120, height: 60 };

function withNotes(graph: FlowGraph, change: (note: StickyNote) => StickyNote): FlowGraph {
  const notes = graph.notes?.map(change);
  return notes?.some((note, at) => note !== graph.notes?.[at]) ? { ...graph, notes } : graph;
}

/** The drawing with changed groups; the very same one where none changes. */
export function withGroups(graph: FlowGraph, change: (group: NodeGroup) => NodeGroup): FlowGraph {
  const groups = graph.groups?.map(change);
  return groups?.some((group, at) => group !== graph.groups?.[at]) ? { ...graph, groups } : graph;
}

/** Takes nodes out of the groups that they belong to; a group that loses its last node goes. */
export function leaveGroups(graph: FlowGraph, nodeIds: ReadonlySet<string>): FlowGraph {
  if (!graph.groups?.some((group) => group.nodeIds.some((id) => nodeIds.has(id)))) return graph;
  const groups = graph.groups.flatMap((group) => {
    const kept = group.nodeIds.filter((id) => !nodeIds.has(id));
    if (kept.length === group.nodeIds.length) return [group];
    return kept.length === 0 ? [] : [{ ...group, nodeIds: kept }];
  });
  return { ...graph, groups };
}

/** So far a place for a note is looked for around the wished one: this many steps of so many px. */
const searched = { steps: 25, px: 40 };

/** The place nearest to a wished one where a new note hides no card, box or other note. */
export function freeNotePlace(graph: FlowGraph, wish: Point, direction: Direction): Point {
  const members = membersOf(graph);
  const boxes = (graph.groups ?? []).filter(({ collapsed }) => collapsed);
  const hidden = new Set(boxes.flatMap(({ id }) => members.get(id) ?? []));
  const taken: Rect[] = [
    ...graph.nodes.filter((node) => !hidden.has(node)).map((node) => cardRect(node, direction)),
    ...boxes.map((group) => groupRect(group, members.get(group.id) ?? [], direction)),
    ...(graph.notes ?? []).map(({ position, size }) => ({ ...position, ...size })),
  ];
  const isFree = ({ x, y }: Point) =>
    taken.every(
      (rect) =>
        x + noteSize.width < rect.x ||
        y + noteSize.height < rect.y ||
        x > rect.x + rect.width ||
        y > rect.y + rect.height,
    );
  for (let ring = 0; ring <= searched.steps; ring += 1) {
    for (let along = -ring; along <= ring; along += 1) {
      const around = [
        { x: along, y: -ring },
        { x: along, y: ring },
        { x: -ring, y: along },
        { x: ring, y: along },
      ];
      for (const step of around) {
        const place = { x: wish.x + step.x * searched.px, y: wish.y + step.y * searched.px };
        if (isFree(place)) return place;
      }
    }
  }
  return wish;
}

/** Puts a note on the canvas. */
export function addNote(graph: FlowGraph, note: StickyNote): FlowGraph {
  return { ...graph, notes: [...(graph.notes ?? []), note] };
}

/** Frames nodes, which leave the groups where they were. Without nodes there is nothing to frame. */
export function groupNodes(
  graph: FlowGraph,
  nodeIds: ReadonlySet<string>,
  group: { id: string; title: string; color: AnnotationColor },
  direction: Direction,
): FlowGraph {
  const nodes = graph.nodes.filter(({ id }) => nodeIds.has(id));
  const frame = frameAround(nodes, direction);
  if (!frame) return graph;
  const left = leaveGroups(graph, nodeIds);
  const { x, y, width, height } = frame;
  const made: NodeGroup = {
    ...group,
    position: { x, y },
    size: { width, height },
    nodeIds: nodes.map(({ id }) => id),
    collapsed: false,
  };
  return { ...left, groups: [...(left.groups ?? []), made] };
}

/** Takes notes and frames away; the nodes of a frame stay. */
export function removeAnnotations(graph: FlowGraph, refs: Iterable<string>): FlowGraph {
  const gone = idsOfRefs(refs);
  const notes = graph.notes?.filter(({ id }) => !gone.notes.has(id));
  const groups = graph.groups?.filter(({ id }) => !gone.groups.has(id));
  if (notes?.length === graph.notes?.length && groups?.length === graph.groups?.length) return graph;
  return { ...graph, ...(notes ? { notes } : {}), ...(groups ? { groups } : {}) };
}

/** Removes everything that is chosen: nodes with their connections, connections, notes, and frames without their nodes. */
export function removeItems(
  graph: FlowGraph,
  { nodes, edges, annotations }: Record<'nodes' | 'edges' | 'annotations', ReadonlySet<string>>,
): FlowGraph {
  return removeAnnotations(leaveGroups(remove(graph, nodes, edges), nodes), annotations);
}

/** What a note says, or what a group is called. */
export function sayAnnotation(graph: FlowGraph, ref: string, words: string): FlowGraph {
  const { notes, groups } = idsOfRefs([ref]);
  const said = withNotes(graph, (note) =>
    notes.has(note.id) && note.text !== words ? { ...note, text: words } : note,
  );
  return withGroups(said, (group) => {
    return groups.has(group.id) && group.title !== words ? { ...group, title: words } : group;
  });
}

/** Gives notes and groups another colour. */
export function colorAnnotations(graph: FlowGraph, refs: Iterable<string>, color: AnnotationColor): FlowGraph {
  const chosen = idsOfRefs(refs);
  const colored = withNotes(graph, (note) => {
    return chosen.notes.has(note.id) && note.color !== color ? { ...note, color } : note;
  });
  return withGroups(colored, (group) => {
    return chosen.groups.has(group.id) && group.color !== color ? { ...group, color } : group;
  });
}

/** Draws groups as one box each, or as frames again. */
export function collapseGroups(graph: FlowGraph, groupIds: ReadonlySet<string>, collapsed: boolean): FlowGraph {
  return withGroups(graph, (group) => {
    return groupIds.has(group.id) && group.collapsed !== collapsed ? { ...group, collapsed } : group;
  });
}

/** Gives a note or frame another place and size; a frame never gets smaller than its nodes need. */
export function resizeAnnotation(graph: FlowGraph, ref: string, { x, y, width, height }: Rect): FlowGraph {
  const { notes, groups } = idsOfRefs([ref]);
  const area = {
    position: { x, y },
    size: { width: Math.max(width, smallestSize.width), height: Math.max(height, smallestSize.height) },
  };
  const resized = withNotes(graph, (note) => (notes.has(note.id) ? { ...note, ...area } : note));
  return withGroups(resized, (group) => (groups.has(group.id) ? { ...group, ...area } : group));
}

/** Makes notes and frames wider and higher by a distance, px. */
export function growAnnotations(graph: FlowGraph, refs: ReadonlySet<string>, by: Point, goes: Direction): FlowGraph {
  const { notes, groups } = idsOfRefs(refs);
  const members = membersOf(graph);
  const grown = ({ x, y, width, height }: Rect) => ({ x, y, width: width + by.x, height: height + by.y });
  let after = graph;
  for (const note of graph.notes ?? []) {
    if (!notes.has(note.id)) continue;
    after = resizeAnnotation(after, `note:${note.id}`, grown({ ...note.position, ...note.size }));
  }
  for (const group of graph.groups ?? []) {
    if (!groups.has(group.id) || group.collapsed) continue;
    after = resizeAnnotation(after, `group:${group.id}`, grown(frameOf(group, members.get(group.id) ?? [], goes)));
  }
  return after;
}

/**
 * Puts nodes, notes and groups to new places; a group takes its nodes along.
 *
 * @param places by node id or ref; of a group the corner of what is drawn
 */
export function moveItems(graph: FlowGraph, places: ReadonlyMap<string, Point>, direction: Direction): FlowGraph {
  const members = membersOf(graph);
  const nodePlaces = new Map(places);
  const by = new Map<string, Point>();
  for (const group of graph.groups ?? []) {
    const place = places.get(`group:${group.id}`);
    if (!place) continue;
    const own = members.get(group.id) ?? [];
    const from = groupRect(group, own, direction);
    const step = { x: place.x - from.x, y: place.y - from.y };
    if (step.x === 0 && step.y === 0) continue;
    by.set(group.id, step);
    for (const { id, position } of own) nodePlaces.set(id, { x: position.x + step.x, y: position.y + step.y });
  }
  const withNodes = moveNodes(graph, nodePlaces);
  const withGroupsMoved = withGroups(withNodes, (group) => {
    const step = by.get(group.id);
    if (!step) return group;
    return { ...group, position: { x: group.position.x + step.x, y: group.position.y + step.y } };
  });
  return withNotes(withGroupsMoved, (note) => {
    const place = places.get(`note:${note.id}`);
    if (!place || (place.x === note.position.x && place.y === note.position.y)) return note;
    return { ...note, position: { x: place.x, y: place.y } };
  });
}

/** Moves what is chosen by a distance, px; nobody changes the group by it. */
export function shiftItems(graph: FlowGraph, ids: ReadonlySet<string>, by: Point, direction: Direction): FlowGraph {
  const members = membersOf(graph);
  const moved = ({ x, y }: Point) => ({ x: x + by.x, y: y + by.y });
  const places = new Map<string, Point>();
  for (const { id, position } of graph.nodes) if (ids.has(id)) places.set(id, moved(position));
  for (const { id, position } of graph.notes ?? [])
    if (ids.has(`note:${id}`)) places.set(`note:${id}`, moved(position));
  for (const group of graph.groups ?? []) {
    if (!ids.has(`group:${group.id}`)) continue;
    places.set(`group:${group.id}`, moved(groupRect(group, members.get(group.id) ?? [], direction)));
  }
  return moveItems(graph, places, direction);
}

/** Draws every frame close around its nodes, for after these were put elsewhere all at once. */
export function fitFrames(graph: FlowGraph, direction: Direction): FlowGraph {
  const members = membersOf(graph);
  return withGroups(graph, (group) => {
    const frame = frameAround(members.get(group.id) ?? [], direction);
    if (!frame) return group;
    const { x, y, width, height } = frame;
    return { ...group, position: { x, y }, size: { width, height } };
  });
}
