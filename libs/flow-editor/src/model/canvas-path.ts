/** The way a dialogue has gone through its flow. */
export interface CanvasPath {
  /** Nodes in the order in which the token passed them, with the turn of the decision. */
  visited: readonly { nodeId: string; turn: number }[];
  /** Connections that the token took. */
  edges: readonly { edgeId: string; turn: number }[];
  /** Where the token stands; null when the flow is over. */
  current: string | null;
}

/** Node id → its places on the way, from 1. A token that waits at a node and then leaves it is there once. */
export function placesOnPath(path: CanvasPath): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  let place = 0;
  let before: string | null = null;
  for (const { nodeId } of path.visited) {
    if (nodeId !== before) {
      place += 1;
      places.set(nodeId, [...(places.get(nodeId) ?? []), place]);
    }
    before = nodeId;
  }
  return places;
}

/** The mark on a node's corner: "2", "2, 5", or "2 … 9" when it was passed more often than three times. */
export function pathMark(places: readonly number[]): string {
  if (places.length <= 3) return places.join(', ');
  return `${places[0]} … ${places.at(-1)}`;
}
