import { flowGraphSchema } from '@voronka/contracts';
import { readHistory, storeHistory } from '@voronka/flow-editor';
import type { History } from '@voronka/flow-editor';
import type { FlowGraph } from '@voronka/domain';
import { editsPrefix, historyPrefix } from './forget-drafts.ts';

/** Edits that the server does not have yet. */
export interface KeptEdits {
  /** The draft's revision that they were made on. */
  revision: number;
  graph: FlowGraph;
  /** The server's drawing of that revision: in a conflict what both have in common. Null where it is not known. */
  base: FlowGraph | null;
}

/** Whose draft of which flow. Another person at the same computer must not send what this one drew. */
export interface DraftPlace {
  userId: string;
  flowId: string;
}

/** Most of a tab's storage is 5 million characters for the whole site. */
const longestHistory = 1_500_000;

const keyOf = ({ userId, flowId }: DraftPlace) => `${userId}.${flowId}`;

/** A full storage must not stop the work: the server still gets the edits. */
function write(storage: Storage, key: string, text: string): void {
  try {
    storage.setItem(key, text);
  } catch {
    storage.removeItem(key); // better none than one of before
  }
}

/** Keeps edits in this browser until the server has them; null: it has. */
export function keepEdits(place: DraftPlace, edits: KeptEdits | null): void {
  const key = editsPrefix + keyOf(place);
  if (edits) write(localStorage, key, JSON.stringify(edits));
  else localStorage.removeItem(key);
}

/** The edits that were kept; null where there are none that can be read. */
export function keptEdits(place: DraftPlace): KeptEdits | null {
  try {
    const stored = JSON.parse(localStorage.getItem(editsPrefix + keyOf(place)) ?? 'null') as Partial<KeptEdits> | null;
    const graph = flowGraphSchema.safeParse(stored?.graph);
    const base = flowGraphSchema.safeParse(stored?.base);
    return typeof stored?.revision === 'number' && graph.success
      ? { revision: stored.revision, graph: graph.data, base: base.success ? base.data : null }
      : null;
  } catch {
    return null; // cut off, or written by an older version
  }
}

/** Keeps the steps to undo for this tab, so that they survive a reload. */
export function keepHistory(place: DraftPlace, history: History): void {
  write(sessionStorage, historyPrefix + keyOf(place), storeHistory(history, longestHistory));
}

/** The steps to undo from before a reload. */
export function keptHistory(place: DraftPlace): History | null {
  const text = sessionStorage.getItem(historyPrefix + keyOf(place));
  return text === null ? null : readHistory(text);
}
