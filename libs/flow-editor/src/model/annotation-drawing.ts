import type { Node } from '@xyflow/react';
import type { FlowGraph, NodeGroup, StickyNote } from '@voronka/domain';
import { groupRef, noteRef } from './annotation-refs.ts';
import { foldEdges, handlesOfBox } from './folding.ts';
import type { BoxWays } from './folding.ts';
import { groupRect, membersOf } from './group-frames.ts';
import type { Rect } from './alignment.ts';
import type { Direction } from './layout.ts';
import type { CanvasEdge, CanvasNode } from './to-canvas.ts';

/** A note on the canvas. */
export type NoteItem = Node<{ note: StickyNote }, 'note'>;
/** A frame, or the box of a collapsed group. */
export type GroupItem = Node<
  { group: NodeGroup; isCollapsed: boolean; memberIds: readonly string[]; direction: Direction; ways: BoxWays },
  'frame'
>;
/** Everything that React Flow draws as a node. */
export type CanvasItem = CanvasNode | NoteItem | GroupItem;

/** How notes and groups are called for those who do not see them. */
export interface AnnotationLabels {
  note: (text: string) => string;
  group: (title: string, nodes: number) => string;
}

/** What notes and groups are drawn with. */
export interface AnnotationOptions {
  direction: Direction;
  labels: AnnotationLabels;
  /** Ids of groups that are drawn otherwise than their author left them: open instead of collapsed, or the other way round. */
  turned: ReadonlySet<string>;
}

interface Drawn {
  nodes: CanvasItem[];
  edges: CanvasEdge[];
}

/** Frames lie under connections, notes over these and under the cards. */
const frameDepth = -2;
const noteDepth = -1;
const noWays: BoxWays = { in: 0, out: 0 };

function drawNote(note: StickyNote, labels: AnnotationLabels): NoteItem {
  return {
    id: noteRef(note.id),
    type: 'note',
    position: note.position,
    ...note.size,
    zIndex: noteDepth,
    connectable: false,
    ariaLabel: labels.note(note.text),
    data: { note },
  };
}

function drawGroup(
  group: NodeGroup,
  isCollapsed: boolean,
  rect: Rect,
  memberIds: readonly string[],
  ways: BoxWays,
  { direction, labels }: AnnotationOptions,
): GroupItem {
  const { x, y, width, height } = rect;
  return {
    id: groupRef(group.id),
    type: 'frame',
    position: { x, y },
    width,
    height,
    zIndex: isCollapsed ? 0 : frameDepth,
    connectable: false,
    ariaLabel: labels.group(group.title, memberIds.length),
    // Only the title of a frame can be grabbed: what lies in it stays in reach.
    ...(isCollapsed ? { handles: handlesOfBox(rect, direction, ways) } : { style: { pointerEvents: 'none' } }),
    data: { group, isCollapsed, memberIds, direction, ways },
  };
}

/** The group item as before, if nothing about it is new. */
function unlessSame(item: GroupItem, known: GroupItem | undefined): GroupItem {
  const isSame =
    known !== undefined &&
    known.data.group === item.data.group &&
    known.data.isCollapsed === item.data.isCollapsed &&
    known.data.direction === item.data.direction &&
    known.ariaLabel === item.ariaLabel &&
    known.position.x === item.position.x &&
    known.position.y === item.position.y &&
    known.width === item.width &&
    known.height === item.height &&
    known.data.ways.in === item.data.ways.in &&
    known.data.ways.out === item.data.ways.out &&
    known.data.memberIds.join() === item.data.memberIds.join();
  return isSame ? known : item;
}

/**
 * Draws notes and groups around the cards. A collapsed group takes the place of its nodes, and the connections to and from
 * these lead to it. As with cards, what looks the same stays the same object.
 */
export function buildAnnotatedDrawing(): (
  drawn: { nodes: CanvasNode[]; edges: CanvasEdge[] },
  graph: FlowGraph,
  options: AnnotationOptions,
) => Drawn {
  let notesBefore = new Map<StickyNote, NoteItem>();
  let groupsBefore = new Map<string, GroupItem>();
  let labelsBefore: AnnotationLabels | null = null;

  return ({ nodes, edges }, graph, options) => {
    if (!graph.notes?.length && !graph.groups?.length) return { nodes, edges };
    if (labelsBefore !== options.labels) notesBefore = new Map();
    labelsBefore = options.labels;
    const notes = new Map(
      (graph.notes ?? []).map((note) => [note, notesBefore.get(note) ?? drawNote(note, options.labels)]),
    );
    const members = membersOf(graph);
    const isCollapsed = ({ id, collapsed }: NodeGroup) => collapsed !== options.turned.has(id);
    const boxOf = new Map(
      (graph.groups ?? [])
        .filter(isCollapsed)
        .flatMap(({ id }) => (members.get(id) ?? []).map((node) => [node.id, groupRef(id) as string] as const)),
    );
    const folded = foldEdges(edges, graph.nodes, boxOf, options.direction);
    const groups = new Map(
      (graph.groups ?? []).map((group) => {
        const own = members.get(group.id) ?? [];
        const collapsed = isCollapsed(group);
        const rect = groupRect({ ...group, collapsed }, own, options.direction);
        const memberIds = own.map(({ id }) => id);
        const ways = folded.ways.get(groupRef(group.id)) ?? noWays;
        const item = drawGroup(group, collapsed, rect, memberIds, ways, options);
        return [group.id, unlessSame(item, groupsBefore.get(group.id))] as const;
      }),
    );
    notesBefore = notes;
    groupsBefore = groups;
    const shown = boxOf.size === 0 ? nodes : nodes.filter(({ id }) => !boxOf.has(id));
    return {
      nodes: [...groups.values(), ...notes.values(), ...shown],
      edges: boxOf.size === 0 ? edges : folded.edges,
    };
  };
}

/** Ids of all collapsed groups. */
export function collapsedGroups({ groups = [] }: FlowGraph): ReadonlySet<string> {
  return new Set(groups.filter(({ collapsed }) => collapsed).map(({ id }) => id));
}

/** Ids of the collapsed groups that hide a node. */
export function groupsHiding(graph: FlowGraph, nodeId: string | null): ReadonlySet<string> {
  const hiding = (graph.groups ?? []).filter(({ collapsed, nodeIds }) => collapsed && nodeIds.includes(nodeId ?? ''));
  return new Set(hiding.map(({ id }) => id));
}
