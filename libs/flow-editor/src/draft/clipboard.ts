import { z } from 'zod';
import { flowEdgeSchema, flowNodeSchema, nodeGroupSchema, stickyNoteSchema } from '@voronka/contracts';
import { hasPort } from './connections.ts';
import { isEmptyFragment } from './fragment.ts';
import type { Fragment } from './fragment.ts';

/** Marks text on the clipboard as a piece of a flow. */
const marker = 'voronka/flow-nodes';
/** Grows when the shape changes; a newer one is refused rather than half understood. */
const version = 1;
/** Longest text that is looked at, characters: a whole flow of the largest size fits. */
const longestText = 8_000_000;

const envelope = z.looseObject({ format: z.literal(marker), version: z.int().min(1) });
const content = z.object({
  nodes: z.array(flowNodeSchema).max(2000),
  edges: z.array(flowEdgeSchema).max(5000),
  notes: z.array(stickyNoteSchema).max(500).default([]),
  groups: z.array(nodeGroupSchema).max(500).default([]),
});

/** Why text from the clipboard was not taken. */
export type ClipboardRefusal = 'notAFlow' | 'newer' | 'broken';

/** A fragment as text for the clipboard. */
export function toClipboard({ nodes, edges, notes, groups }: Fragment): string {
  return JSON.stringify({ format: marker, version, nodes, edges, notes, groups });
}

/**
 * Reads text from the clipboard. Connections that belong to no copied node or leave by a way out that does not exist are
 * dropped, as a person could have written the text.
 *
 * @returns the fragment, or why there is none
 */
export function fromClipboard(text: string): Fragment | ClipboardRefusal {
  const value = text.length > longestText ? undefined : parse(text);
  const marked = envelope.safeParse(value);
  if (!marked.success) return 'notAFlow';
  if (marked.data.version > version) return 'newer';
  const read = content.safeParse(value);
  if (!read.success || isEmptyFragment(read.data)) return 'broken';
  const nodes = new Map(read.data.nodes.map((node) => [node.id, node]));
  if (nodes.size < read.data.nodes.length) return 'broken';
  const leaving = new Set<string>();
  const edges = read.data.edges.filter(({ source, port, target }) => {
    const from = nodes.get(source);
    const key = `${source}:${port}`;
    if (!from || !nodes.has(target) || !hasPort(from, port) || leaving.has(key)) return false;
    leaving.add(key);
    return true;
  });
  return { ...read.data, edges };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // any other text that people copy
  }
}
