import { ApiError, asApiError } from './api-error.ts';
import { backoffDelayMs, type Timers } from './timers.ts';
import type { ServerEvent } from '../protocol.ts';

/** `idle`: not wanted. `connecting`: first attempt. `live`. `reconnecting`: was lost or did not come about. */
export type LinkState = 'idle' | 'connecting' | 'live' | 'reconnecting';

/** What a {@link LiveLink} needs. */
export interface LiveLinkDeps {
  timers: Timers;
  random: () => number;
  /** Opens the event stream; settles when it ends. See `WidgetApi.listen`. */
  listen: (signal: AbortSignal, onOpen: () => void, onEvent: (event: ServerEvent) => void) => Promise<void>;
  /** Fetches what was missed. Throws ApiError. */
  catchUp: () => Promise<void>;
  onEvent: (event: ServerEvent) => void;
  onState: (state: LinkState) => void;
  /** An answer that waiting will not cure (the token is no longer valid): the link is `idle` then. */
  onRefused: (error: ApiError) => void;
}

/** A stream that lived this long, in ms, was a good one: the next failure starts the back-off anew. */
const settledMs = 10_000;
/** How often a page in the background asks for news, in ms. */
const backgroundPollMs = 30_000;

/**
 * Keeps the event stream open. What it upholds:
 *
 * 1. No gap: messages are caught up after each opening, when the new stream is already listening.
 * 2. One stream at a time; events of a stream that was given up are dropped.
 * 3. A failed catch-up counts as a failed connection.
 * 4. A page in the background holds no connection, it asks now and then: browsers allow six per server for all tabs together.
 */
export class LiveLink {
  #state: LinkState = 'idle';
  #failures = 0;
  #background = false;
  #abort: AbortController | null = null;
  #cancelWait: (() => void) | null = null;

  constructor(private readonly deps: LiveLinkDeps) {}

  /** Connects and stays connected until {@link stop}. */
  start(): void {
    if (this.#state !== 'idle') return;
    this.#failures = 0;
    this.#set('connecting');
    this.#next();
  }

  /** Ends the stream and all waiting. */
  stop(): void {
    this.#drop();
    this.#set('idle');
  }

  /** Tries at once instead of at the end of the back-off, for example when the network came back. */
  nudge(): void {
    if (this.#state !== 'reconnecting' || this.#abort) return;
    this.#drop();
    this.#next();
  }

  /** Changes between the stream (page in sight) and asking now and then (page in the background). */
  setBackground(background: boolean): void {
    if (this.#background === background) return;
    this.#background = background;
    if (this.#state === 'idle') return;
    this.#drop();
    if (background) this.#wait(backgroundPollMs);
    else this.#next();
  }

  #next(): void {
    void (this.#background ? this.#poll() : this.#connect());
  }

  async #connect(): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    const mine = (): boolean => this.#abort === abort;
    let liveSince: number | null = null;
    let catchUpError: unknown = null;
    const onOpen = (): void =>
      void this.deps.catchUp().then(
        () => {
          if (!mine()) return;
          liveSince = this.deps.timers.now();
          this.#set('live');
        },
        (error: unknown) => {
          catchUpError = error;
          abort.abort();
        },
      );
    const onEvent = (event: ServerEvent): void => {
      if (mine()) this.deps.onEvent(event);
    };
    // A stream that the server closed is opened again like a lost one.
    const ended = await this.deps.listen(abort.signal, onOpen, onEvent).then(() => new ApiError(0, null), asApiError);
    if (!mine()) return;
    this.#abort = null;
    if (liveSince !== null && this.deps.timers.now() - liveSince >= settledMs) this.#failures = 0;
    this.#lose(catchUpError === null ? ended : asApiError(catchUpError));
  }

  async #poll(): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    try {
      await this.deps.catchUp();
      if (this.#abort !== abort) return;
      this.#abort = null;
      this.#failures = 0;
      this.#set('live');
      this.#wait(backgroundPollMs);
    } catch (error) {
      if (this.#abort !== abort) return;
      this.#abort = null;
      this.#lose(asApiError(error));
    }
  }

  #lose(error: ApiError): void {
    if (!error.retryable) {
      this.stop();
      this.deps.onRefused(error);
      return;
    }
    this.#failures += 1;
    this.#set('reconnecting');
    this.#wait(Math.max(backoffDelayMs(this.#failures, this.deps.random), error.retryAfterMs ?? 0));
  }

  #wait(delayMs: number): void {
    this.#cancelWait = this.deps.timers.after(delayMs, () => {
      this.#cancelWait = null;
      this.#next();
    });
  }

  #drop(): void {
    this.#cancelWait?.();
    this.#cancelWait = null;
    this.#abort?.abort();
    this.#abort = null;
  }

  #set(state: LinkState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.deps.onState(state);
  }
}
