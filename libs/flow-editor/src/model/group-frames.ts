import type { FlowGraph, FlowNode, NodeGroup } from '@voronka/domain';
import type { Rect } from './alignment.ts';
import { cardHeight, cardWidth } from './layout.ts';
import type { Direction } from './layout.ts';

/** What a frame leaves around its nodes, px, in steps of the grid; the title stands above them. */
export const framePadding = { top: 40, side: 20, bottom: 20 };
/** Size of a collapsed group, px. */
export const boxSize = { width: cardWidth, height: 64 };

/** Group id → the nodes that belong to it. A node belongs to the first group that names it. */
export function membersOf({ nodes, groups = [] }: FlowGraph): ReadonlyMap<string, readonly FlowNode[]> {
  const free = new Map(nodes.map((node) => [node.id, node]));
  return new Map(
    groups.map(({ id, nodeIds }) => {
      const members = nodeIds.flatMap((nodeId) => free.get(nodeId) ?? []);
      for (const { id: nodeId } of members) free.delete(nodeId);
      return [id, members];
    }),
  );
}

/** The place that a card takes. */
export function cardRect(node: FlowNode, direction: Direction): Rect {
  return { ...node.position, width: cardWidth, height: cardHeight(node, direction) };
}

/** The smallest rectangle around others; null around none. */
export function around(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null;
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return {
    x,
    y,
    width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x,
    height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y,
  };
}

/** The frame that leaves room around nodes; null around none. */
export function frameAround(nodes: readonly FlowNode[], direction: Direction): Rect | null {
  const inner = around(nodes.map((node) => cardRect(node, direction)));
  return (
    inner && {
      x: inner.x - framePadding.side,
      y: inner.y - framePadding.top,
      width: inner.width + framePadding.side * 2,
      height: inner.height + framePadding.top + framePadding.bottom,
    }
  );
}

/** Where a group stands: as big as its author made it, and always around its nodes. */
export function frameOf(group: NodeGroup, members: readonly FlowNode[], direction: Direction): Rect {
  const own = { ...group.position, ...group.size };
  const needed = frameAround(members, direction);
  return (needed && around([own, needed])) ?? own;
}

/** What a group takes on the canvas: its frame, or its box. */
export function groupRect(group: NodeGroup, members: readonly FlowNode[], direction: Direction): Rect {
  const frame = frameOf(group, members, direction);
  return group.collapsed ? { x: frame.x, y: frame.y, ...boxSize } : frame;
}

/** Which share of a box has to be covered by what is dropped on it: a card is held at its title, and a box is lower than a card. */
const coveredShare = 1 / 3;

/** Whether a card lies so far on a box that it is meant to go into it. */
export function liesOn(box: Rect, { x, y, width, height }: Rect): boolean {
  const across = Math.min(box.x + box.width, x + width) - Math.max(box.x, x);
  const down = Math.min(box.y + box.height, y + height) - Math.max(box.y, y);
  return across > 0 && down > 0 && across * down >= box.width * box.height * coveredShare;
}

/** Whether a rectangle's middle lies in another. */
export function holds(outer: Rect, { x, y, width, height }: Rect): boolean {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return (
    middleX >= outer.x && middleX <= outer.x + outer.width && middleY >= outer.y && middleY <= outer.y + outer.height
  );
}
