import { Position } from '@xyflow/react';
import type { NodeHandle } from '@xyflow/react';
import type { FlowNode } from '@voronka/domain';
import type { Direction } from './layout.ts';
import type { CanvasEdge } from './to-canvas.ts';

/** How many connections lead into a box and out of it. */
export interface BoxWays {
  in: number;
  out: number;
}

/** Drawn connections once groups are folded, and the ways into and out of each box. */
export interface Folded {
  edges: CanvasEdge[];
  /** Id of the box on the canvas → its ways. */
  ways: ReadonlyMap<string, BoxWays>;
}

/** The part of a box's side on which its connections end: what lies nearer to a corner looks like another side's. */
const used = { from: 0.15, to: 0.85 };

/** One of a box's ways in or out, as its handle is called. */
export const boxHandle = (side: keyof BoxWays, index: number) => `${side}-${index}`;

/** Where the ways on one side of a box touch it, as parts of that side. */
export function spread(count: number): number[] {
  if (count === 1) return [0.5];
  return Array.from({ length: count }, (_, index) => used.from + ((used.to - used.from) * index) / (count - 1));
}

/** On which sides of a box its connections end and begin. */
export function sidesOfBox(direction: Direction): Record<keyof BoxWays, Position> {
  return direction === 'down' ? { in: Position.Top, out: Position.Bottom } : { in: Position.Left, out: Position.Right };
}

/** The handles of a box, for before it is measured. */
export function handlesOfBox(
  { width, height }: { width: number; height: number },
  direction: Direction,
  ways: BoxWays,
): NodeHandle[] {
  const sides = sidesOfBox(direction);
  return (['in', 'out'] as const).flatMap((side) =>
    spread(ways[side]).map((part, index): NodeHandle => {
      const far = side === 'out';
      const place =
        direction === 'down' ? { x: width * part, y: far ? height : 0 } : { x: far ? width : 0, y: height * part };
      const type = far ? 'source' : 'target';
      return { id: boxHandle(side, index), type, position: sides[side], width: 1, height: 1, ...place };
    }),
  );
}

/**
 * Leads the connections of hidden nodes to the boxes that hide them. Each has an end of its own, in the order in which
 * the other ends stand, so that none lies on another.
 *
 * @param boxOf hidden node id → id of its box on the canvas
 */
export function foldEdges(
  edges: readonly CanvasEdge[],
  nodes: readonly FlowNode[],
  boxOf: ReadonlyMap<string, string>,
  direction: Direction,
): Folded {
  const across = direction === 'down' ? 'x' : 'y';
  const places = new Map(nodes.map(({ id, position }) => [id, position[across]]));
  const ends = new Map<string, { box: string; side: keyof BoxWays; edgeId: string; other: number }[]>();
  const note = (box: string | undefined, side: keyof BoxWays, edgeId: string, otherNode: string) => {
    if (box === undefined) return;
    const key = `${box} ${side}`;
    const known = ends.get(key) ?? [];
    ends.set(key, [...known, { box, side, edgeId, other: places.get(otherNode) ?? 0 }]);
  };
  const shown = edges.filter(({ source, target }) => !boxOf.has(source) || boxOf.get(source) !== boxOf.get(target));
  for (const { id, source, target } of shown) {
    note(boxOf.get(source), 'out', id, target);
    note(boxOf.get(target), 'in', id, source);
  }
  const handles = new Map<string, string>();
  const ways = new Map<string, BoxWays>();
  for (const list of ends.values()) {
    const ordered = list.toSorted((one, other) => one.other - other.other);
    ordered.forEach(({ side, edgeId }, index) => handles.set(`${side} ${edgeId}`, boxHandle(side, index)));
    for (const { box, side } of ordered.slice(0, 1))
      ways.set(box, { ...(ways.get(box) ?? { in: 0, out: 0 }), [side]: ordered.length });
  }
  const led = shown.map((edge): CanvasEdge => {
    const [from, to] = [boxOf.get(edge.source), boxOf.get(edge.target)];
    if (from === undefined && to === undefined) return edge;
    return {
      ...edge,
      ...(from === undefined ? {} : { source: from, sourceHandle: handles.get(`out ${edge.id}`) ?? null }),
      ...(to === undefined ? {} : { target: to, targetHandle: handles.get(`in ${edge.id}`) ?? null }),
      reconnectable: false,
    };
  });
  return { edges: led, ways };
}
