import type { Locale, OpenSessionBody, WidgetSession } from '../protocol.ts';
import { asApiError, type ApiError } from './api-error.ts';
import type { KeyValueStore } from './key-value-store.ts';
import { backoffDelayMs, type Timers } from './timers.ts';
import type { WidgetApi } from './widget-api.ts';

/** What a {@link SessionOpener} needs. */
export interface SessionOpenerDeps {
  api: Pick<WidgetApi, 'openSession'>;
  /** Shared by the visitor's tabs; holds the token. */
  store: KeyValueStore;
  timers: Timers;
  random: () => number;
  /** Page, referrer and utm_* of this visit. */
  visit: () => Pick<OpenSessionBody, 'page' | 'referrer' | 'utm'>;
  /** Runs one task at a time over all tabs, so that two new tabs do not become two visitors. */
  exclusive: <T>(task: () => Promise<T>) => Promise<T>;
  /** The language to ask for, read at each attempt. */
  locale: () => Locale;
  /** An attempt begins. */
  onStart: () => void;
  onOpen: (session: WidgetSession) => void;
  /** An attempt failed and another is planned. */
  onWait: () => void;
  /** Final: this site may not use this channel. */
  onRefused: (error: ApiError) => void;
}

const tokenKey = 'token';

/** Opens and resumes sessions: one attempt at a time, with back-off, the token in storage. */
export class SessionOpener {
  #opening = false;
  #failures = 0;
  #cancelWait: (() => void) | null = null;

  constructor(private readonly deps: SessionOpenerDeps) {}

  /** Whether an earlier page left a session to resume. */
  get hasToken(): boolean {
    return this.deps.store.get(tokenKey) !== null;
  }

  /** Removes the stored token, unless another tab has already put a newer one there. */
  forget(token: string | null): void {
    if (this.deps.store.get(tokenKey) === token) this.deps.store.remove(tokenKey);
  }

  /** Opens at once; does nothing while an attempt is under way. */
  open(): void {
    void this.#attempt();
  }

  /** Opens after a wait, in ms. */
  openLater(delayMs: number): void {
    this.#cancelWait?.();
    this.#cancelWait = this.deps.timers.after(delayMs, () => this.open());
    this.deps.onWait();
  }

  async #attempt(): Promise<void> {
    if (this.#opening) return;
    this.#opening = true;
    this.#cancelWait?.();
    this.deps.onStart();
    const { api, store, exclusive, visit } = this.deps;
    const locale = this.deps.locale();
    try {
      const session = await exclusive(async () => {
        const token = store.get(tokenKey);
        const opened = await api.openSession({ ...(token ? { token } : {}), locale, ...visit() });
        store.set(tokenKey, opened.token);
        return opened;
      });
      this.#opening = false;
      this.#failures = 0;
      this.deps.onOpen(session);
      if (this.deps.locale() !== locale) this.open(); // changed meanwhile
    } catch (error) {
      this.#opening = false;
      this.#fail(asApiError(error));
    }
  }

  #fail(error: ApiError): void {
    if (!error.retryable) {
      this.deps.onRefused(error);
      return;
    }
    this.#failures += 1;
    this.openLater(Math.max(backoffDelayMs(this.#failures, this.deps.random), error.retryAfterMs ?? 0));
  }
}
