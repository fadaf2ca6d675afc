import type { Flow } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import { ApiFailure, isLoginGone, isWorthRetrying } from '../../api/api-failure.ts';
import type { KeptEdits } from './draft-storage.ts';
import { isSameDrawing } from './draft-store.ts';
import type { Opening, ServerDraft } from './draft-store.ts';
import { whenHandsAreOff } from './hands.ts';

/** So long nothing may change before the draft is sent, ms. */
export const quietMs = 800;
/** First and longest pause before the next try without a connection, ms. */
export const retryMs = { first: 2000, longest: 15_000 };

/**
 * Where the edits are: `waiting` for a quiet moment, `saving` on their way, `offline` kept in this browser until the
 * server answers, `refused` by the server, `conflict`: somebody else saved the draft meanwhile.
 */
export type SavingState = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict';

/** What a person is told about saving. */
export interface SavingStatus {
  state: SavingState;
  /** Why it was refused; null in every other state. */
  failure: ApiFailure | null;
}

/** What saving takes from the page. */
export interface SaverOptions {
  begins: Opening['begins'];
  /** What the edits in hand were made on; null where that is not known. */
  base: ServerDraft | null;
  server: ServerDraft;
  graph: () => FlowGraph;
  /** Whether something is being dragged: what is sent and drawn anew meanwhile would make it stick. */
  areHandsHolding: () => boolean;
  /** @param keepalive the page is about to close: the request must outlive it */
  send: (body: { revision: number; graph: FlowGraph }, keepalive: boolean) => Promise<Flow>;
  /** Keeps edits in the browser; null: the server has them. */
  keep: (edits: KeptEdits | null) => void;
  onSaved: (flow: Flow) => void;
  /** The server has a newer drawing and nothing here is unsaved. */
  onReplaced: (graph: FlowGraph) => void;
  onConflict: () => void;
  onLoginGone: () => void;
}

/** Sends the draft when it has been quiet for a moment and nothing is dragged, one request at a time, and tries again until it went through. */
export class DraftSaver {
  private current: SavingStatus;
  /** The drawing that the server has; compared by identity. Null: not the present one. */
  private saved: FlowGraph | null;
  private server: ServerDraft;
  /** What the edits in hand began with; null where that is not known. */
  private base: ServerDraft | null;
  private sending: Promise<boolean> | null = null;
  private callOff: () => void = () => undefined;
  private failures = 0;
  private stopped = true;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: SaverOptions) {
    const { begins, base, server, graph } = options;
    this.server = server;
    this.base = base;
    this.saved = begins === 'saved' ? graph() : null;
    this.current = { state: begins === 'unsaved' ? 'waiting' : begins, failure: null };
  }

  /** The same object until something changes. */
  readonly status = (): SavingStatus => this.current;

  /** The draft of the server that the edits began with: in a conflict what both have in common; null if not known. */
  readonly began = (): ServerDraft | null => this.base;

  /** Calls back after every change of the status. @returns stops it */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Begins to send by itself. */
  start(): void {
    this.stopped = false;
    if (this.isDirty() && this.current.state !== 'conflict') this.later(quietMs);
  }

  /** Sends nothing by itself any more; what is on its way goes on. */
  stop(): void {
    this.stopped = true;
    this.callOff();
  }

  /** The drawing was edited. */
  changed(): void {
    this.keep();
    if (this.current.state === 'conflict') return;
    if (!this.isDirty()) {
      this.callOff();
      this.tell('saved');
      return;
    }
    if (this.current.state !== 'offline' && !this.sending) this.tell('waiting');
    this.later(quietMs);
  }

  /** Looks at an answer that was read in passing: nothing unsaved here gives way to a newer draft. */
  seen(server: ServerDraft): void {
    if (server.revision <= this.server.revision || this.sending) return;
    if (this.current.state === 'conflict') {
      this.server = server;
      if (isSameDrawing(server.graph, this.options.graph())) this.accept(this.options.graph());
      return;
    }
    if (this.isDirty()) return; // sending tells of the conflict
    this.server = server;
    this.options.onReplaced(server.graph);
    this.accept(this.options.graph());
  }

  /** Sends now what is not saved. @returns whether the server has all of it then */
  readonly flush = async (): Promise<boolean> => {
    this.callOff();
    while (this.sending) await this.sending; // whoever waited first may have sent again
    if (!this.isDirty()) return true;
    if (this.current.state === 'conflict') return false;
    this.sending = this.send().finally(() => {
      this.sending = null;
      if (this.isDirty() && this.current.state === 'saved') this.changed();
    });
    return (await this.sending) && !this.isDirty();
  };

  /** The page is about to close: nobody will read the answer. What is kept in the browser is compared next time. */
  leave(): void {
    this.callOff();
    if (!this.isDirty() || this.sending || this.current.state === 'conflict') return;
    this.keep();
    const graph = this.options.graph();
    this.options.send({ revision: this.server.revision, graph }, true).catch(() => undefined);
  }

  /** Ends a conflict with one drawing: the server's, or another that then replaces it. */
  readonly settle = (graph: FlowGraph): void => {
    this.options.onReplaced(graph);
    if (isSameDrawing(graph, this.server.graph)) {
      this.accept(this.options.graph());
      return;
    }
    this.saved = null;
    this.base = this.server;
    this.keep();
    this.tell('waiting');
    void this.flush();
  };

  private isDirty(): boolean {
    return this.options.graph() !== this.saved;
  }

  private keep(): void {
    const graph = this.options.graph();
    // In a conflict the server is ahead: what the edits were made on tells so after a reload too.
    const revision = this.base?.revision ?? this.server.revision;
    this.options.keep(this.isDirty() ? { revision, graph, base: this.base?.graph ?? null } : null);
  }

  private accept(graph: FlowGraph): void {
    this.saved = graph;
    this.base = this.server;
    this.failures = 0;
    this.keep();
    if (!this.isDirty()) this.callOff();
    this.tell('saved');
  }

  private later(ms: number): void {
    this.callOff();
    if (!this.stopped) this.callOff = whenHandsAreOff(this.options.areHandsHolding, ms, () => void this.flush());
  }

  private async send(): Promise<boolean> {
    const graph = this.options.graph();
    this.tell('saving');
    try {
      const flow = await this.options.send({ revision: this.server.revision, graph }, false);
      this.server = flow.draft;
      this.accept(graph);
      this.options.onSaved(flow);
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  private fail(error: unknown): void {
    if (error instanceof ApiFailure && error.code === 'Flow.DraftChanged') {
      this.tell('conflict');
      this.options.onConflict();
    } else if (isLoginGone(error)) {
      this.tell('offline');
      this.options.onLoginGone();
    } else if (isWorthRetrying(error)) {
      this.tell('offline');
      this.later(Math.min(retryMs.first * 2 ** this.failures, retryMs.longest));
      this.failures += 1;
    } else {
      this.tell('refused', error instanceof ApiFailure ? error : null);
    }
  }

  private tell(state: SavingState, failure: ApiFailure | null = null): void {
    if (this.current.state === state && this.current.failure === failure) return;
    this.current = { state, failure };
    for (const listener of this.listeners) listener();
  }
}
