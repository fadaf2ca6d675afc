import type { FlowGraph } from '@voronka/domain';

/** So many steps can be undone. */
export const longestHistory = 100;
/** Edits of one group that follow within this many ms are one step: typing in a field, holding an arrow key. */
export const gatherMs = 1000;

/** A drawing with its way there and back. */
export interface History {
  /** Oldest first. */
  past: readonly FlowGraph[];
  present: FlowGraph;
  /** What was undone, the next to redo first. */
  future: readonly FlowGraph[];
  /** The group of the last edit and when it was; null when the next edit is a step of its own in any case. */
  open: { group: string; atMs: number } | null;
}

/** A history that begins at a drawing. */
export function beginHistory(present: FlowGraph): History {
  return { past: [], present, future: [], open: null };
}

/**
 * Takes an edit down. An edit that changed nothing leaves no trace.
 *
 * @param edit.group what is edited, such as `form:ask1`: edits of one group that follow quickly are one step
 * @param edit.atMs when, ms
 */
export function record(history: History, next: FlowGraph, edit: { group?: string; atMs: number }): History {
  if (next === history.present) return history;
  const { group, atMs } = edit;
  const { open } = history;
  const continues = group !== undefined && open?.group === group && atMs - open.atMs <= gatherMs;
  const past = continues ? history.past : [...history.past, history.present].slice(-longestHistory);
  return { past, present: next, future: [], open: group === undefined ? null : { group, atMs } };
}

/** One step back; at the beginning nothing. */
export function undo(history: History): History {
  const before = history.past.at(-1);
  if (!before) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    open: null,
  };
}

/** One step forward again; at the end nothing. */
export function redo(history: History): History {
  const [after, ...future] = history.future;
  if (!after) return history;
  return { past: [...history.past, history.present], present: after, future, open: null };
}
