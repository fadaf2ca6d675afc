import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { FlowGraph, FlowNode } from '@voronka/domain';
import { moveNodes } from '../draft/graph-edits.ts';
import { putInOrder } from '../draft/put-in-order.ts';
import { toGrid } from '../model/grid.ts';
import type { Direction } from '../model/layout.ts';
import { placesOf, toElk } from './elk-graph.ts';
import type { Beginning } from './elk-graph.ts';
import { faultsOf } from './faults.ts';

type Point = FlowNode['position'];

/** Lays out a graph: elkjs, in a worker or in the same thread. */
export interface LayoutEngine {
  /** @throws Error when the graph cannot be laid out, or not in time */
  layout: (graph: ElkNode) => Promise<ElkNode>;
}

/** Where the nodes should stand. */
export interface Arranged {
  places: ReadonlyMap<string, Point>;
  /** `kept`: the drawing is recognised; `fresh`: it was in such disorder that another one is better. */
  beginning: Beginning;
}

/** A layout of what was just laid out still moves some cards by a step or two; so often it is asked again until none moves. */
const settlingRounds = 3;

/** So many faults more than a fresh layout would have, and so many times as many, are the author's own matter. */
const tolerated = { more: 4, times: 2 };

function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Moves all of a layout so that as many nodes as possible stay where they are. */
function anchored(graph: FlowGraph, places: ReadonlyMap<string, Point>): Map<string, Point> {
  const shifts = graph.nodes.flatMap(({ id, position }) => {
    const place = places.get(id);
    return place ? [{ x: position.x - place.x, y: position.y - place.y }] : [];
  });
  const by = { x: middleOf(shifts.map(({ x }) => x)), y: middleOf(shifts.map(({ y }) => y)) };
  return new Map([...places].map(([id, { x, y }]) => [id, toGrid({ x: x + by.x, y: y + by.y })]));
}

/**
 * Finds a tidy place for every node. A drawing that is in order keeps its columns and the order in them, so that after a
 * small edit it is recognised; one that is not is laid out anew.
 */
export async function arrange(graph: FlowGraph, direction: Direction, engine: LayoutEngine): Promise<Arranged> {
  const layOut = async (from: FlowGraph, beginning: Beginning) => {
    const places = anchored(from, placesOf(await engine.layout(toElk(from, direction, beginning))));
    return { places, beginning, faults: faultsOf(moveNodes(from, places), direction) };
  };
  const settled = async ({ places, beginning, faults }: Arranged & { faults: number }): Promise<Arranged> => {
    let [now, fewest] = [places, faults];
    for (let round = 0; round < settlingRounds; round += 1) {
      const drawn = putInOrder(graph, now, direction);
      const next = await layOut(drawn, 'kept');
      if (next.faults > fewest || moveNodes(drawn, next.places) === drawn) break;
      [now, fewest] = [next.places, next.faults];
    }
    return { places: now, beginning };
  };
  const kept = await layOut(graph, 'kept');
  if (kept.faults <= tolerated.more) return settled(kept);
  const fresh = await layOut(graph, 'fresh');
  return settled(kept.faults > fresh.faults * tolerated.times + tolerated.more ? fresh : kept);
}
