import { useEffect, useState, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Flow } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { keepEdits, keepHistory } from './draft-storage.ts';
import type { DraftPlace } from './draft-storage.ts';
import type { DraftStore, Opening, ServerDraft } from './draft-store.ts';
import type { Hands } from './hands.ts';
import { DraftSaver } from './draft-saver.ts';
import type { SavingStatus } from './draft-saver.ts';

/** The draft's way to the server, for a page. */
export interface DraftSaving extends SavingStatus {
  /** Sends what is not saved yet. @returns whether the server has all of it now */
  flush: () => Promise<boolean>;
  /** The server's draft that the edits began with; null where that is not known. */
  began: () => ServerDraft | null;
  /** Settles a conflict: goes on with this drawing, which replaces the server's, or with the server's. */
  settle: (graph: FlowGraph) => void;
}

/** Saves the draft as it is drawn; on leaving the page at once. `flow` is the newest answer of the server. */
export function useDraftSaving(
  store: DraftStore,
  flow: Flow,
  place: DraftPlace,
  { begins, base }: Pick<Opening, 'begins' | 'base'>,
  areHandsHolding: Hands['areHolding'],
): DraftSaving {
  const client = useQueryClient();
  const [saver] = useState(
    () =>
      new DraftSaver({
        begins,
        base,
        server: flow.draft,
        graph: () => store.history().present,
        areHandsHolding,
        send: (body, keepalive) => api.saveDraft(flow.id, body, keepalive),
        keep: (edits) => keepEdits(place, edits),
        onSaved: (saved) => {
          client.setQueryData(keys.flow(flow.id), saved);
          void client.invalidateQueries({ queryKey: keys.findings(flow.id) });
          void client.invalidateQueries({ queryKey: keys.flows, exact: true });
        },
        onReplaced: (graph) => store.replace(graph),
        onConflict: () => void client.invalidateQueries({ queryKey: keys.flow(flow.id), exact: true }),
        // A read says that the login is gone; the app then leads to it and back.
        onLoginGone: () => void client.invalidateQueries({ queryKey: keys.me }),
      }),
  );

  useEffect(() => saver.seen(flow.draft), [saver, flow.draft]);
  useEffect(() => {
    saver.start();
    const stopListening = store.subscribe(() => saver.changed());
    const leave = () => {
      keepHistory(place, store.history());
      saver.leave();
    };
    const retry = () => void saver.flush();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', retry);
    return () => {
      stopListening();
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', retry);
      keepHistory(place, store.history());
      void saver.flush();
      saver.stop();
    };
  }, [saver, store, place]);

  const status = useSyncExternalStore(saver.subscribe, saver.status);
  return { ...status, flush: saver.flush, began: saver.began, settle: saver.settle };
}
