import type { FlowGraph, FlowNode, StickyNote } from '@voronka/domain';
import { cardRect } from '../model/group-frames.ts';
import type { Direction } from '../model/layout.ts';
import { fitFrames } from './annotation-edits.ts';
import { moveNodes } from './graph-edits.ts';

type Point = FlowNode['position'];

/** How far two stretches are apart; 0 where they touch. */
const gap = (from: number, length: number, otherFrom: number, otherLength: number) =>
  Math.max(0, otherFrom - from - length, from - otherFrom - otherLength);

/** The node that a note stands nearest to: that is what it is about. */
function nearestTo({ position, size }: StickyNote, nodes: readonly FlowNode[], direction: Direction): FlowNode | null {
  const away = (node: FlowNode) => {
    const { x, y, width, height } = cardRect(node, direction);
    return Math.hypot(gap(position.x, size.width, x, width), gap(position.y, size.height, y, height));
  };
  let nearest: { node: FlowNode; away: number } | null = null;
  for (const node of nodes) {
    const distance = away(node);
    if (!nearest || distance < nearest.away) nearest = { node, away: distance };
  }
  return nearest?.node ?? null;
}

/** Puts nodes to their tidy places; notes go with the nodes they stand at, and frames are drawn around theirs. */
export function putInOrder(graph: FlowGraph, places: ReadonlyMap<string, Point>, direction: Direction): FlowGraph {
  const moved = moveNodes(graph, places);
  if (moved === graph) return graph;
  const notes = graph.notes?.map((note) => {
    const node = nearestTo(note, graph.nodes, direction);
    const place = node && places.get(node.id);
    if (!place || (place.x === node.position.x && place.y === node.position.y)) return note;
    const by = { x: place.x - node.position.x, y: place.y - node.position.y };
    return { ...note, position: { x: note.position.x + by.x, y: note.position.y + by.y } };
  });
  return fitFrames(notes ? { ...moved, notes } : moved, direction);
}
