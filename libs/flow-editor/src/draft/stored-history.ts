import { z } from 'zod';
import {
  fieldDeclarationSchema,
  flowEdgeSchema,
  flowNodeSchema,
  nodeGroupSchema,
  slotDeclarationSchema,
  stickyNoteSchema,
} from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import type { History } from './history.ts';

/*
 * The steps of a history share nearly all of their nodes and edges. Stored, each distinct one stands once in a pool and
 * a drawing is a list of places in it; read back, equal parts are the same object again.
 */

const place = z.int().min(0);
const drawing = z.object({ nodes: z.array(place), edges: z.array(place), rest: place });
const stored = z.object({
  version: z.literal(1),
  nodes: z.array(flowNodeSchema),
  edges: z.array(flowEdgeSchema),
  rests: z.array(
    z.strictObject({
      slots: z.array(slotDeclarationSchema).optional(),
      fields: z.array(fieldDeclarationSchema).optional(),
      notes: z.array(stickyNoteSchema).optional(),
      groups: z.array(nodeGroupSchema).optional(),
    }),
  ),
  past: z.array(drawing),
  present: drawing,
  future: z.array(drawing),
});

type Stored = z.infer<typeof stored>;

function buildPool<T>(keyOf: (part: T) => unknown = (part) => part) {
  const parts: T[] = [];
  const places = new Map<unknown, number>();
  const placeOf = (part: T): number => {
    const key = keyOf(part);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, parts.length);
    return parts.push(part) - 1;
  };
  return { parts, placeOf };
}

/** A history as text. @param longest so many characters at most; older steps are left out until it fits */
export function storeHistory(history: History, longest = Number.POSITIVE_INFINITY): string {
  const text = write(history);
  if (text.length <= longest) return text;
  if (history.past.length === 0 && history.future.length === 0) return text;
  return storeHistory(
    {
      ...history,
      past: history.past.slice(Math.ceil(history.past.length / 2)),
      future: history.future.slice(0, Math.floor(history.future.length / 2)),
    },
    longest,
  );
}

function write({ past, present, future }: History): string {
  const nodes = buildPool<FlowGraph['nodes'][number]>();
  const edges = buildPool<FlowGraph['edges'][number]>();
  const rests = buildPool<Stored['rests'][number]>((rest) => JSON.stringify(rest));
  const placesOf = ({ nodes: drawnNodes, edges: drawnEdges, ...rest }: FlowGraph) => ({
    nodes: drawnNodes.map(nodes.placeOf),
    edges: drawnEdges.map(edges.placeOf),
    rest: rests.placeOf(rest),
  });
  const value: Stored = {
    version: 1,
    past: past.map(placesOf),
    present: placesOf(present),
    future: future.map(placesOf),
    nodes: nodes.parts,
    edges: edges.parts,
    rests: rests.parts,
  };
  return JSON.stringify(value);
}

/** Reads a stored history; null for what is none, such as one of an older version. */
export function readHistory(text: string): History | null {
  const value = parse(text);
  const read = stored.safeParse(value);
  if (!read.success) return null;
  const { nodes, edges, rests, past, present, future } = read.data;
  const pick = <T>(parts: readonly T[], places: readonly number[]) => places.flatMap((at) => parts[at] ?? []);
  const drawn = (places: Stored['present']): FlowGraph => ({
    ...rests[places.rest],
    nodes: pick(nodes, places.nodes),
    edges: pick(edges, places.edges),
  });
  return { past: past.map(drawn), present: drawn(present), future: future.map(drawn), open: null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // cut off by a full storage
  }
}
