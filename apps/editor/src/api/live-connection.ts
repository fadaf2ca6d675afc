import type { liveEventNames } from '@voronka/contracts';

/** Names of the server's events. */
export type LiveEventName = (typeof liveEventNames)[number];

// A table, so that an event which is not listened to does not compile.
const listened: Readonly<Record<LiveEventName, true>> = {
  dialogue: true,
  typing: true,
  incident: true,
  handOff: true,
  held: true,
  ping: true,
};
const names = Object.keys(listened) as LiveEventName[];

/** What the connection tells. */
export interface LiveListener {
  /** `data` is the event's parsed JSON, `{}` where it had none. */
  onEvent: (name: LiveEventName, data: Record<string, unknown>) => void;
  /** `restored` when it had been lost in between: what was missed has to be read again. */
  onOpen: (restored: boolean) => void;
  onLost: () => void;
}

/** The part of the browser's EventSource that is used. */
export interface EventSourceLike {
  addEventListener(name: string, handler: (event: { data?: unknown }) => void): void;
  close(): void;
}

/** Silence after which the connection counts as dead, in ms: a proxy can hold a dead one open for minutes. */
export const silenceLimitMs = 75_000;
/** Longest pause between two tries to connect, in ms. */
export const longestPauseMs = 15_000;

/** Pause before the n-th try (from 0): 0.5 s, doubling. */
export function reconnectPauseMs(attempt: number): number {
  return Math.min(500 * 2 ** attempt, longestPauseMs);
}

function parse(data: unknown): Record<string, unknown> {
  if (typeof data !== 'string') return {};
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {}; // an event is only a hint to read again; without its data nothing narrower can be read
  }
}

/**
 * Keeps one stream of server-sent events open. The browser's own reconnecting gives up on an HTTP error, such as a
 * restarting server behind a proxy; this one goes on.
 *
 * @param open makes the EventSource
 * @returns closes the stream for good
 */
export function keepLive(open: () => EventSourceLike, listener: LiveListener): () => void {
  let source: EventSourceLike | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let lost = false;

  const heard = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(fail, silenceLimitMs);
  };
  const fail = () => {
    clearTimeout(watchdog);
    source?.close();
    source = null;
    if (!lost) listener.onLost();
    lost = true;
    clearTimeout(timer);
    timer = setTimeout(connect, reconnectPauseMs(attempt));
    attempt += 1;
  };
  const connect = () => {
    const fresh = open();
    source = fresh;
    const current = () => source === fresh;
    fresh.addEventListener('open', () => {
      if (!current()) return;
      attempt = 0;
      heard();
      listener.onOpen(lost);
      lost = false;
    });
    fresh.addEventListener('error', () => {
      if (current()) fail();
    });
    for (const name of names) {
      fresh.addEventListener(name, (event) => {
        if (!current()) return;
        heard();
        if (name !== 'ping') listener.onEvent(name, parse(event.data));
      });
    }
  };

  connect();
  return () => {
    clearTimeout(timer);
    clearTimeout(watchdog);
    source?.close();
    source = null;
  };
}
