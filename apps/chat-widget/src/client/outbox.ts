import type { Localized } from '../protocol.ts';
import type { KeyValueStore } from './key-value-store.ts';
import { backoffDelayMs, type Timers } from './timers.ts';

/** A message of the visitor that the server has not acknowledged yet. */
export interface OutboxEntry {
  readonly id: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** `waiting` for its turn or the next attempt; `failed`: the server refused it for good. */
  readonly state: 'waiting' | 'sending' | 'failed';
  /** Attempts that failed in this page, for the explanation shown. */
  readonly failures: number;
  /** Why it was refused; null: no reason given, or not refused. */
  readonly reason: Localized | null;
}

/** What came of one attempt. */
export type SendOutcome =
  | { kind: 'accepted' }
  /** Try again; `afterMs`: the least wait that the server asked for. */
  | { kind: 'later'; afterMs: number | null }
  /** Nothing can be sent until {@link Outbox.resume}: no session, no consent. `afterwards` runs once sending is held. */
  | { kind: 'blocked'; afterwards: () => void }
  /** Final. */
  | { kind: 'refused'; reason: Localized | null };

/** What an {@link Outbox} needs. */
export interface OutboxDeps {
  store: KeyValueStore;
  timers: Timers;
  random: () => number;
  /** One attempt; never throws. */
  send: (entry: OutboxEntry) => Promise<SendOutcome>;
  onChange: (entries: readonly OutboxEntry[]) => void;
}

const keyPrefix = 'out.';

/**
 * Unacknowledged messages, kept in storage until the server has them. What it upholds:
 *
 * 1. A message is stored before its first attempt and removed only after the acknowledgement, so a reload loses none.
 * 2. Every attempt carries the message's own id, so a repeat (lost answer, reload, second tab) cannot double it.
 * 3. One attempt at a time, oldest first: the order of writing is the order of arrival. A refused message steps aside.
 * 4. Each message has its own key, because two tabs that rewrite one list would lose each other's entries.
 */
export class Outbox {
  #entries: readonly OutboxEntry[];
  #open = false;
  #busy = false;
  #cancelWait: (() => void) | null = null;

  /** Reads what earlier pages left; sends nothing before {@link resume}. */
  constructor(private readonly deps: OutboxDeps) {
    this.#entries = readStored(deps.store);
  }

  /** Oldest first. */
  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  /** Takes a message for sending. `id` must be a new UUID. */
  add(id: string, text: string): void {
    // The time decides the order after a reload: never equal, never before the entry in front.
    const createdAt = Math.max(this.deps.timers.now(), (this.#entries.at(-1)?.createdAt ?? 0) + 1);
    const entry: OutboxEntry = { id, text, createdAt, state: 'waiting', failures: 0, reason: null };
    this.#write(entry);
    this.#change([...this.#entries, entry]);
    void this.#drain();
  }

  /** Lets sending go on: the session is open and consent is given. */
  resume(): void {
    this.#open = true;
    void this.#drain();
  }

  /** Holds sending; an attempt under way ends by itself. */
  pause(): void {
    this.#open = false;
    this.#stopWaiting();
  }

  /** Tries at once instead of at the end of the back-off: the network is back, or the visitor asked. */
  wake(): void {
    this.#stopWaiting();
    void this.#drain();
  }

  /** Tries a refused message again, or a waiting one at once. */
  retry(id: string): void {
    const entry = this.#find(id);
    if (!entry) return;
    if (entry.state === 'failed') this.#replace({ ...entry, state: 'waiting', failures: 0, reason: null });
    this.wake();
  }

  /** Removes a message: acknowledged (also seen from another tab), or given up by the visitor. */
  settle(id: string): void {
    const entry = this.#find(id);
    if (!entry) return;
    this.deps.store.remove(keyOf(entry));
    this.#change(this.#entries.filter((other) => other.id !== id));
  }

  async #drain(): Promise<void> {
    if (!this.#open || this.#busy || this.#cancelWait) return;
    const next = this.#entries.find((entry) => entry.state !== 'failed');
    if (!next) return;
    this.#busy = true;
    this.#replace({ ...next, state: 'sending' });
    const outcome = await this.deps.send(next);
    this.#busy = false;
    this.#finish(next.id, outcome);
    void this.#drain();
  }

  #finish(id: string, outcome: SendOutcome): void {
    const entry = this.#find(id);
    switch (outcome.kind) {
      case 'accepted':
        this.settle(id);
        return;
      case 'refused':
        if (entry) this.#replace({ ...entry, state: 'failed', reason: outcome.reason });
        return;
      case 'blocked':
        this.pause();
        if (entry) this.#replace({ ...entry, state: 'waiting' });
        outcome.afterwards();
        return;
      case 'later': {
        if (!entry) return;
        const failures = entry.failures + 1;
        const delayMs = Math.max(backoffDelayMs(failures, this.deps.random), outcome.afterMs ?? 0);
        this.#replace({ ...entry, state: 'waiting', failures });
        this.#cancelWait = this.deps.timers.after(delayMs, () => this.wake());
      }
    }
  }

  #stopWaiting(): void {
    this.#cancelWait?.();
    this.#cancelWait = null;
  }

  #find(id: string): OutboxEntry | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  #replace(entry: OutboxEntry): void {
    this.#write(entry);
    this.#change(this.#entries.map((other) => (other.id === entry.id ? entry : other)));
  }

  #change(entries: readonly OutboxEntry[]): void {
    this.#entries = entries;
    this.deps.onChange(entries);
  }

  #write(entry: OutboxEntry): void {
    const { id, text, createdAt, state, reason } = entry;
    this.deps.store.set(keyOf(entry), JSON.stringify({ id, text, createdAt, failed: state === 'failed', reason }));
  }
}

const keyOf = ({ id }: { id: string }): string => keyPrefix + id;

function readStored(store: KeyValueStore): OutboxEntry[] {
  const entries: OutboxEntry[] = [];
  for (const key of store.keys(keyPrefix)) {
    const entry = parseEntry(store.get(key));
    if (entry) entries.push(entry);
    else store.remove(key); // damaged by hand or by an older version: nothing in it can be sent
  }
  return entries.sort((a, b) => a.createdAt - b.createdAt);
}

function parseEntry(json: string | null): OutboxEntry | null {
  try {
    const value: unknown = JSON.parse(json ?? '');
    if (typeof value !== 'object' || value === null) return null;
    const { id, text, createdAt, failed, reason } = value as Record<string, unknown>;
    if (typeof id !== 'string' || typeof text !== 'string' || typeof createdAt !== 'number') return null;
    const state = failed === true ? 'failed' : 'waiting';
    return { id, text, createdAt, state, failures: 0, reason: (reason as Localized | null | undefined) ?? null };
  } catch {
    return null;
  }
}
