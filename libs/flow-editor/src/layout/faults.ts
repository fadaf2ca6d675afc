import type { FlowGraph } from '@voronka/domain';
import { handlesOf } from '../model/handles.ts';
import { cardHeight, cardWidth } from '../model/layout.ts';
import type { Direction } from '../model/layout.ts';

type Point = FlowGraph['nodes'][number]['position'];

/** A connection as a straight line between the two cards. */
interface Line {
  source: string;
  target: string;
  from: Point;
  to: Point;
}

function linesOf({ nodes, edges }: FlowGraph, direction: Direction): Line[] {
  const ends = new Map(
    nodes.flatMap((node) => {
      const handles = handlesOf(node, direction, { width: cardWidth, height: cardHeight(node, direction) });
      return handles.map(({ id, type, x, y }) => {
        const place = { x: node.position.x + x, y: node.position.y + y };
        return [JSON.stringify([node.id, type, id]), place] as const;
      });
    }),
  );
  return edges.flatMap(({ source, port, target }) => {
    const from = ends.get(JSON.stringify([source, 'source', port]));
    const to = ends.get(JSON.stringify([target, 'target', 'in']));
    return from && to ? [{ source, target, from, to }] : [];
  });
}

/** On which side of a line a point lies: the sign tells. */
function side({ from, to }: Line, { x, y }: Point): number {
  return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
}

function cross(one: Line, other: Line): boolean {
  const ends = [one.source, one.target];
  if (ends.includes(other.source) || ends.includes(other.target)) return false;
  return side(one, other.from) * side(one, other.to) < 0 && side(other, one.from) * side(other, one.to) < 0;
}

/** What makes a drawing hard to read: how many connections cross each other, and how many lead against its direction. */
export function faultsOf(graph: FlowGraph, direction: Direction): number {
  const lines = linesOf(graph, direction);
  const along = direction === 'down' ? 'y' : 'x';
  const back = lines.filter(({ from, to }) => to[along] <= from[along]).length;
  const crossings = lines.reduce(
    (sum, line, at) => sum + lines.slice(at + 1).filter((other) => cross(line, other)).length,
    0,
  );
  return back + crossings;
}
