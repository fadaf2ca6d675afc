import { createContext, use, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { keepLive } from '../api/live-connection.ts';
import type { LiveEventName } from '../api/live-connection.ts';
import { keys } from '../api/query-keys.ts';
import { useCallNotices } from './use-call-notices.tsx';

/** How long a typing mark stays without a new one, in ms. */
const typingMs = 6000;
/** Changes within this many ms are read again once. */
const gatherMs = 120;
/** A board of many cards is read anew at most this often, in ms. */
const boardMs = 600;
/** Numbers over many dialogues are counted anew at most this often, in ms. */
const countMs = 2000;
/** A loss shorter than this is not shown, in ms: a server restarts in about a second. */
const tolerateMs = 2500;

interface Live {
  /** The stream has been down long enough to tell. */
  lost: boolean;
  /** Dialogue id → the client types there now. */
  typing: ReadonlySet<string>;
}

const LiveContext = createContext<Live>({ lost: false, typing: new Set() });

/** State of the live connection. */
export const useLive = () => use(LiveContext);

/** The parts of the cache that an event makes stale. */
export function staleAfter(name: LiveEventName, data: Record<string, unknown>): QueryKey[] {
  const dialogue: QueryKey = typeof data['id'] === 'string' ? keys.dialogue(data['id']) : ['dialogue'];
  switch (name) {
    case 'dialogue':
      return [dialogue, keys.dialogueLists, keys.overview];
    case 'incident':
      return [dialogue, keys.incidents, keys.overview, keys.dialogueLists];
    case 'handOff':
      return [keys.attention, keys.overview, keys.dialogueLists];
    case 'held':
      return [keys.held, keys.overview];
    case 'typing':
    case 'ping':
      return [];
  }
}

/** The counts that an event makes stale; they cost more to read than one dialogue. */
export function countsAfter(name: LiveEventName): QueryKey[] {
  return name === 'dialogue' || name === 'incident' ? [keys.flowTraffics, keys.funnels] : [];
}

/** The boards that an event makes stale: a card has moved, has another mark or another responsible. */
export function boardsAfter(name: LiveEventName): QueryKey[] {
  return name === 'dialogue' || name === 'incident' ? [keys.boards] : [];
}

/** Gathers stale keys for a moment, so that a burst of events reads each thing once. */
function buildRefresher(client: QueryClient, everyMs: number) {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    add(stale: QueryKey[]) {
      for (const key of stale) waiting.set(JSON.stringify(key), key);
      if (waiting.size === 0) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        const all = [...waiting.values()];
        waiting.clear();
        // How stages are bound does not follow from dialogues, and may cost a question to the CRM.
        const predicate = ({ queryKey }: { queryKey: QueryKey }) => !queryKey.includes('mapping');
        for (const queryKey of all) void client.invalidateQueries({ queryKey, predicate });
      }, everyMs);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Opens the stream of events for as long as somebody is logged in, and refreshes what it names. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const call = useCallNotices();
  const callRef = useRef(call);
  useEffect(() => {
    callRef.current = call;
  }, [call]);
  const [lost, setLost] = useState(false);
  const [typing, setTyping] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    const refresher = buildRefresher(client, gatherMs);
    const boards = buildRefresher(client, boardMs);
    const counts = buildRefresher(client, countMs);
    const typingTimers = new Map<string, ReturnType<typeof setTimeout>>();
    let lostTimer: ReturnType<typeof setTimeout> | undefined;
    const setTypingIn = (dialogueId: string, on: boolean) =>
      setTyping((before) => {
        if (before.has(dialogueId) === on) return before;
        const after = new Set(before);
        if (on) after.add(dialogueId);
        else after.delete(dialogueId);
        return after;
      });
    const stopTyping = (dialogueId: string) => {
      clearTimeout(typingTimers.get(dialogueId));
      setTypingIn(dialogueId, false);
    };
    const close = keepLive(() => new EventSource('/api/events'), {
      onEvent: (name, data) => {
        const id = name === 'typing' ? data['dialogueId'] : data['id'];
        if (name === 'typing' && typeof id === 'string') {
          clearTimeout(typingTimers.get(id));
          typingTimers.set(
            id,
            setTimeout(() => setTypingIn(id, false), typingMs),
          );
          setTypingIn(id, true);
        }
        if (name === 'dialogue' && typeof id === 'string') stopTyping(id);
        if (name === 'handOff' && typeof id === 'string') callRef.current(id);
        refresher.add(staleAfter(name, data));
        boards.add(boardsAfter(name));
        counts.add(countsAfter(name));
      },
      onOpen: (restored) => {
        clearTimeout(lostTimer);
        setLost(false);
        if (restored) void client.invalidateQueries();
      },
      onLost: () => {
        lostTimer = setTimeout(() => setLost(true), tolerateMs);
        // The stream does not say why it broke; a plain request does, and a lost login then shows.
        void client.invalidateQueries({ queryKey: keys.me });
      },
    });
    return () => {
      close();
      refresher.stop();
      boards.stop();
      counts.stop();
      clearTimeout(lostTimer);
      for (const timer of typingTimers.values()) clearTimeout(timer);
    };
  }, [client]);

  return <LiveContext value={{ lost, typing }}>{children}</LiveContext>;
}
