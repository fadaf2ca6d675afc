import type { Locale, MessageStatus, ServerEvent, WidgetMessage, WidgetSession } from '../protocol.ts';
import { asApiError, type ApiError } from './api-error.ts';
import { initialState, type ChatState } from './chat-state.ts';
import { applyStatus, catchUpAfter, lastPosition, mergeMessages } from './conversation.ts';
import type { KeyValueStore } from './key-value-store.ts';
import { LiveLink } from './live-link.ts';
import { Outbox, type OutboxEntry, type SendOutcome } from './outbox.ts';
import { Receipts } from './receipts.ts';
import { SessionOpener, type SessionOpenerDeps } from './session-opener.ts';
import { backoffDelayMs } from './timers.ts';
import type { WidgetApi } from './widget-api.ts';

/** What a {@link Chat} needs. */
export interface ChatDeps extends Pick<SessionOpenerDeps, 'timers' | 'random' | 'visit' | 'exclusive'> {
  api: WidgetApi;
  /** Shared by the visitor's tabs; already limited to this channel. */
  store: KeyValueStore;
  /** A new UUID. */
  newId: () => string;
  locale: Locale;
}

/** How long a typing mark stays without a new event, in ms. */
const typingShownMs = 7_000;
/** Shortest time between two typing notices of the visitor, in ms. */
const typingSentEveryMs = 3_000;
/** Refusals of the session closer together than this, in ms, make the widget slow down. */
const refusalMemoryMs = 60_000;

/**
 * One visitor's conversation: session, consent, sending, live events, marks. Knows no DOM; the interface draws
 * {@link state} and calls the methods. An invalid token opens a new session by itself; what waits in the outbox goes along.
 */
export class Chat {
  #state: ChatState;
  readonly #listeners = new Set<() => void>();
  readonly #outbox: Outbox;
  readonly #link: LiveLink;
  readonly #opener: SessionOpener;
  readonly #receipts: Receipts;
  #token: string | null = null;
  #refusals = 0;
  #refusedAt = Number.NEGATIVE_INFINITY;
  #cancelTyping: (() => void) | null = null;
  #typingSentAt = Number.NEGATIVE_INFINITY;
  /** Marks of own messages that were announced before the answer to their sending came. */
  readonly #earlyStatus = new Map<string, MessageStatus>();
  #changing = 0;
  #changed = false;

  constructor(private readonly deps: ChatDeps) {
    const { store, timers, random, api } = deps;
    this.#outbox = new Outbox({
      store,
      timers,
      random,
      send: (entry) => this.#sendEntry(entry),
      onChange: (outbox) => this.#set({ outbox }),
    });
    this.#state = initialState(deps.locale, this.#outbox.entries, Number(store.get('read') ?? 0) || 0);
    this.#link = new LiveLink({
      timers,
      random,
      listen: (signal, onOpen, onEvent) => api.listen(this.#token ?? '', signal, onOpen, onEvent),
      catchUp: () => this.#catchUp(),
      onEvent: (event) => this.#take(event),
      onState: (link) => this.#set({ link }),
      onRefused: (error) => this.#refused(error, this.#token),
    });
    this.#opener = new SessionOpener({
      ...deps,
      locale: () => this.#state.locale,
      // A repeated attempt still counts as waiting: the explanation shown must not come and go.
      onStart: () => {
        if (this.#state.session === 'none' || this.#state.session === 'refused') this.#set({ session: 'opening' });
      },
      onWait: () => {
        if (this.#state.session !== 'open') this.#set({ session: 'waiting' });
      },
      onOpen: (session) => this.#together(() => this.#enter(session)),
      onRefused: (error) => {
        this.#link.stop();
        this.#outbox.pause();
        this.#set({ session: 'refused', refusal: error.explanation });
      },
    });
    this.#receipts = new Receipts(
      timers,
      () => this.#state.readUpTo,
      async (readUpTo) => {
        if (this.#token) await api.sendReceipt(this.#token, { readUpTo });
      },
    );
  }

  /** The present state; compare by identity. */
  get state(): ChatState {
    return this.#state;
  }

  /** Whether an earlier page of this visitor left a session to resume. */
  get hasPast(): boolean {
    return this.#opener.hasToken;
  }

  /** Calls `listener` after each change; the answer ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens or resumes the session; does nothing when that is done or under way. A refusal is asked again. */
  start(): void {
    if (this.#state.session === 'open' || this.#state.session === 'waiting') return;
    this.#opener.open();
  }

  /** Sends a text; blanks around it are cut. The caller has checked that it is neither empty nor too long. */
  send(text: string): void {
    this.#outbox.add(this.deps.newId(), text.trim());
  }

  /** Sends a refused message again, or a waiting one at once. */
  retry(id: string): void {
    this.#outbox.retry(id);
  }

  /** Gives up a message that was refused. */
  discard(id: string): void {
    this.#outbox.settle(id);
  }

  /** Agrees to the consent text as it is shown. */
  async acceptConsent(): Promise<void> {
    const { profile } = this.#state;
    const token = this.#token;
    if (!profile || !token || this.#state.consent === 'sending') return;
    this.#set({ consent: 'sending' });
    try {
      await this.deps.api.acceptConsent(token, { version: profile.consent.version });
      this.#set({ consent: 'given' });
      this.#outbox.resume();
    } catch (error) {
      this.#set({ consent: 'failed' });
      const failure = asApiError(error);
      // Otherwise refused, the text may have got a new version: show what is asked now.
      if (!failure.retryable) this.#refused(failure, token);
    }
  }

  /** Tells the other side that the visitor writes; call at every keystroke. */
  noteTyping(): void {
    const now = this.deps.timers.now();
    if (!this.#token || this.#state.consent !== 'given' || now - this.#typingSentAt < typingSentEveryMs) return;
    this.#typingSentAt = now;
    this.deps.api.sendTyping(this.#token).catch(() => undefined); // a lost typing mark is no loss
  }

  /** Everything up to this position has been on the visitor's screen. */
  markRead(position: number): void {
    if (position <= this.#state.readUpTo) return;
    this.#set({ readUpTo: position });
    this.deps.store.set('read', String(position));
    this.#receipts.schedule();
  }

  /** Takes over what another tab has read. */
  syncRead(): void {
    const readUpTo = Number(this.deps.store.get('read') ?? 0) || 0;
    if (readUpTo > this.#state.readUpTo) this.#set({ readUpTo });
  }

  /** Changes the language and tells the server, so that the assistant answers in it. */
  setLocale(locale: Locale): void {
    if (locale === this.#state.locale) return;
    this.#set({ locale });
    if (this.#state.session === 'open') this.#opener.open();
  }

  /** The browser's word on the network: back means try at once. */
  setOnline(online: boolean): void {
    this.#set({ online });
    if (!online) return;
    this.#link.nudge();
    this.#outbox.wake();
    if (this.#state.session === 'waiting') this.#opener.open();
  }

  /** Whether the page has long been out of sight. */
  setBackground(background: boolean): void {
    this.#link.setBackground(background);
  }

  #enter(session: WidgetSession): void {
    const changedVisitor = this.#token !== null && this.#token !== session.token;
    this.#token = session.token;
    const { title, greeting, consent } = session;
    const messages = mergeMessages(changedVisitor ? [] : this.#state.messages, session.messages);
    // A new visitor's conversation counts from the beginning.
    const readUpTo = Math.min(this.#state.readUpTo, lastPosition(messages));
    this.#set({
      session: 'open',
      refusal: null,
      profile: { title, greeting, consent },
      consent: consent.acceptedAt ? 'given' : 'needed',
      messages,
      readUpTo,
    });
    for (const message of session.messages) this.#outbox.settle(message.id);
    if (consent.acceptedAt) this.#outbox.resume();
    else this.#outbox.pause();
    if (changedVisitor) this.#link.stop();
    this.#link.start();
  }

  /** The token is not valid any more: what was shown belongs to a visitor that this browser no longer is. */
  #forgetVisitor(): void {
    this.#opener.forget(this.#token);
    this.deps.store.remove('read');
    this.#token = null;
    this.#receipts.reset();
    this.#link.stop();
    this.#outbox.pause();
    this.#set({ session: 'none', messages: [], readUpTo: 0, typing: null });
  }

  async #sendEntry(entry: OutboxEntry): Promise<SendOutcome> {
    const token = this.#token;
    if (!token) return { kind: 'blocked', afterwards: () => undefined };
    try {
      const { message } = await this.deps.api.sendMessage(token, { id: entry.id, text: entry.text });
      if (token === this.#token) this.#addMessages([message]);
      return { kind: 'accepted' };
    } catch (error) {
      const failure = asApiError(error);
      if (failure.status === 401 || failure.code === 'Channel.ConsentRequired')
        return { kind: 'blocked', afterwards: () => this.#refused(failure, token) };
      return failure.retryable
        ? { kind: 'later', afterMs: failure.retryAfterMs }
        : { kind: 'refused', reason: failure.explanation };
    }
  }

  /**
   * The server does not go on with the session as it is: open a new one, or ask for the consent it wants now. At once the
   * first time; a server that keeps refusing is asked ever more slowly.
   *
   * @param token the one that was refused; when another has taken its place meanwhile, the outbox just goes on
   */
  #refused(failure: ApiError, token: string | null): void {
    if (token !== this.#token) {
      if (this.#state.session === 'open' && this.#state.consent === 'given') this.#outbox.resume();
      return;
    }
    const now = this.deps.timers.now();
    this.#refusals = now - this.#refusedAt < refusalMemoryMs ? this.#refusals + 1 : 0;
    this.#refusedAt = now;
    if (failure.status === 401) this.#forgetVisitor();
    else if (failure.code === 'Channel.ConsentRequired') this.#set({ consent: 'needed' });
    if (this.#refusals === 0) this.#opener.open();
    else this.#opener.openLater(backoffDelayMs(this.#refusals, this.deps.random));
  }

  async #catchUp(): Promise<void> {
    const token = this.#token ?? '';
    const messages = await this.deps.api.fetchMessages(token, catchUpAfter(this.#state.messages));
    if (token === this.#token) this.#addMessages(messages);
    this.#receipts.schedule();
  }

  #take(event: ServerEvent): void {
    switch (event.name) {
      case 'message':
        this.#addMessages([event.message]);
        return;
      case 'status':
        if (this.#state.outbox.some(({ id }) => id === event.id)) this.#earlyStatus.set(event.id, event.status);
        this.#set({ messages: applyStatus(this.#state.messages, event.id, event.status) });
        return;
      case 'typing':
        this.#cancelTyping?.();
        this.#set({ typing: event.from });
        this.#cancelTyping = this.deps.timers.after(typingShownMs, () => this.#set({ typing: null }));
        return;
      case 'ping':
    }
  }

  #addMessages(incoming: readonly WidgetMessage[]): void {
    this.#together(() => {
      let messages = mergeMessages(this.#state.messages, incoming);
      for (const { id } of incoming) {
        const early = this.#earlyStatus.get(id);
        if (early) messages = applyStatus(messages, id, early);
        this.#earlyStatus.delete(id);
        this.#outbox.settle(id);
      }
      const answered = incoming.some((message) => message.from !== 'client');
      this.#set({ messages, ...(answered ? { typing: null } : {}) });
    });
    // A message of this visitor without consent here: it was given in another tab.
    const elsewhere = this.#state.consent === 'needed' && incoming.some((message) => message.from === 'client');
    if (elsewhere) this.#opener.open();
  }

  #set(change: Partial<ChatState>): void {
    const keys = Object.keys(change) as (keyof ChatState)[];
    if (keys.every((key) => this.#state[key] === change[key])) return;
    this.#state = { ...this.#state, ...change };
    this.#changed = true;
    this.#notify();
  }

  /** Several changes seen as one, so that no listener meets a message twice or not at all. */
  #together(change: () => void): void {
    this.#changing += 1;
    change();
    this.#changing -= 1;
    this.#notify();
  }

  #notify(): void {
    if (this.#changing > 0 || !this.#changed) return;
    this.#changed = false;
    for (const listener of this.#listeners) listener();
  }
}
