import type { FlowGraph, FlowNode } from '@voronka/domain';
import type { Rect } from '../model/alignment.ts';
import { idsOfRefs } from '../model/annotation-refs.ts';
import { toGrid } from '../model/grid.ts';
import { cardRect, frameOf, framePadding, groupRect, holds, liesOn, membersOf } from '../model/group-frames.ts';
import type { Direction } from '../model/layout.ts';
import { moveItems, withGroups } from './annotation-edits.ts';
import { moveNodes } from './graph-edits.ts';

type Point = FlowNode['position'];

/**
 * Puts what was dragged to where it was dropped. A node that was dropped in a frame belongs to it from then on, and one
 * that was dropped outside its own leaves it.
 */
export function dropItems(graph: FlowGraph, places: ReadonlyMap<string, Point>, direction: Direction): FlowGraph {
  const moved = moveItems(graph, places, direction);
  if (moved === graph) return graph;
  const carried = idsOfRefs(places.keys()).groups;
  const carriedNodes = new Set([...membersOf(graph)].flatMap(([id, nodes]) => (carried.has(id) ? nodes : [])));
  const dropped = graph.nodes.filter((node) => places.has(node.id) && !carriedNodes.has(node));
  const ids = new Set(dropped.map(({ id }) => id));
  return putIntoBoxes(settle(moved, ids, direction), ids, direction);
}

/**
 * Lets nodes that lie on the box of a collapsed group belong to it. They go below what it holds, where they will be found
 * when it is opened.
 */
export function putIntoBoxes(graph: FlowGraph, nodeIds: ReadonlySet<string>, direction: Direction): FlowGraph {
  return (graph.groups ?? [])
    .filter(({ collapsed }) => collapsed)
    .reduce((after, group) => {
      const own = membersOf(after).get(group.id) ?? [];
      const box = groupRect(group, own, direction);
      const entering = after.nodes.filter(
        (node) => nodeIds.has(node.id) && !own.includes(node) && liesOn(box, cardRect(node, direction)),
      );
      return entering.reduce((joined, { id }) => {
        const frame = frameOf(group, membersOf(joined).get(group.id) ?? [], direction);
        const place = toGrid({ x: frame.x + framePadding.side, y: frame.y + frame.height });
        return joinGroup(moveNodes(joined, new Map([[id, place]])), id, group.id);
      }, after);
    }, graph);
}

/** Lets nodes belong to the frames that they lie in now. */
export function settle(graph: FlowGraph, nodeIds: ReadonlySet<string>, direction: Direction): FlowGraph {
  const { groups } = graph;
  if (!groups || groups.length === 0 || nodeIds.size === 0) return graph;
  const members = membersOf(graph);
  const areaOf = ({ width, height }: Rect) => width * height;
  // What was put there itself does not stretch the frame that it may have left.
  const frames = groups
    // A collapsed group is drawn open while one of its nodes is chosen, as it is when that node is dragged.
    .filter(({ id, collapsed }) => !collapsed || members.get(id)?.some((node) => nodeIds.has(node.id)))
    .map((group) => {
      const staying = (members.get(group.id) ?? []).filter(({ id }) => !nodeIds.has(id));
      return { id: group.id, frame: frameOf(group, staying, direction) };
    })
    .sort((one, other) => areaOf(one.frame) - areaOf(other.frame));
  return graph.nodes.reduce((after, node) => {
    if (!nodeIds.has(node.id)) return after;
    const into = frames.find(({ frame }) => holds(frame, cardRect(node, direction)))?.id;
    return joinGroup(after, node.id, into);
  }, graph);
}

/** A frame that loses its last node by hand stays, as something else may be put in it. */
function joinGroup(graph: FlowGraph, nodeId: string, groupId: string | undefined): FlowGraph {
  return withGroups(graph, (group) => {
    const isIn = group.nodeIds.includes(nodeId);
    if (group.id === groupId) return isIn ? group : { ...group, nodeIds: [...group.nodeIds, nodeId] };
    return isIn ? { ...group, nodeIds: group.nodeIds.filter((id) => id !== nodeId) } : group;
  });
}
