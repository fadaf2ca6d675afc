import { canonicalJson } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { beginHistory, record, redo, undo } from '@voronka/flow-editor';
import type { History } from '@voronka/flow-editor';
import type { KeptEdits } from './draft-storage.ts';

/** An edit: a pure function; the same drawing back means that there was nothing to do. */
export type Edit = (graph: FlowGraph) => FlowGraph;

/** The draft as the server has it. */
export interface ServerDraft {
  revision: number;
  graph: FlowGraph;
}

/** What editing begins with. */
export interface Opening {
  history: History;
  /** Whether the server lacks edits that were kept here, and whether it changed meanwhile. */
  begins: 'saved' | 'unsaved' | 'conflict';
  /** The server's draft that the edits were made on; null where that is not known. */
  base: ServerDraft | null;
}

/** Whether two drawings say the same, whatever order their keys have. */
export function isSameDrawing(one: FlowGraph, other: FlowGraph): boolean {
  return one === other || canonicalJson(one) === canonicalJson(other);
}

/** Goes on where this person stopped: with edits that were kept here, and the steps to undo if they lead to the draft. */
export function openDraft(server: ServerDraft, kept: KeptEdits | null, stored: History | null): Opening {
  const isUnsaved = kept !== null && !isSameDrawing(kept.graph, server.graph);
  const present = isUnsaved ? kept.graph : server.graph;
  const history = stored && isSameDrawing(stored.present, present) ? stored : beginHistory(present);
  if (!isUnsaved) return { history, begins: 'saved', base: server };
  if (kept.revision === server.revision) return { history, begins: 'unsaved', base: server };
  const base = kept.base && { revision: kept.revision, graph: kept.base };
  return { history, begins: 'conflict', base };
}

/** The draft in hand: the drawing with its history, and who wants to know of changes. */
export class DraftStore {
  private readonly listeners = new Set<() => void>();

  /** @param now ms; only the distance of two answers matters */
  constructor(
    private current: History,
    private readonly now: () => number,
  ) {}

  /** The same object until something changes. */
  readonly history = (): History => this.current;

  /** Calls back after every change. @returns stops it */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Makes an edit. @param group edits of one group that follow quickly are one step to undo */
  edit(change: Edit, group?: string): void {
    const next = change(this.current.present);
    this.set(record(this.current, next, { atMs: this.now(), ...(group === undefined ? {} : { group }) }));
  }

  undo(): void {
    this.set(undo(this.current));
  }

  redo(): void {
    this.set(redo(this.current));
  }

  /** Begins anew with a drawing from elsewhere; what was done before cannot be undone then. */
  replace(graph: FlowGraph): void {
    if (!isSameDrawing(graph, this.current.present)) this.set(beginHistory(graph));
  }

  private set(history: History): void {
    if (history === this.current) return;
    this.current = history;
    for (const listener of this.listeners) listener();
  }
}
