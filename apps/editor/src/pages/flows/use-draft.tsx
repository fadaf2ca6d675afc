import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { Flow } from '@voronka/contracts';
import type { FlowGraph, FlowNode } from '@voronka/domain';
import { replaceNode } from '@voronka/flow-editor';
import { useSession } from '../../app/session.tsx';
import { keepHistory, keptEdits, keptHistory } from './draft-storage.ts';
import { DraftStore, openDraft } from './draft-store.ts';
import type { Edit } from './draft-store.ts';
import { quietMs } from './draft-saver.ts';
import { useHands, whenHandsAreOff } from './hands.ts';
import { useDraftSaving } from './use-draft-saving.ts';
import type { DraftSaving } from './use-draft-saving.ts';

/** The draft in hand, and what can be done with it. Its functions stay the same while the page is open. */
export interface Draft {
  graph: FlowGraph;
  canUndo: boolean;
  canRedo: boolean;
  /**
   * Makes an edit: one step to undo, sent to the server by itself.
   *
   * @param group edits of one group within a second are one step: typing in a field, holding an arrow key
   */
  edit: (change: Edit, group?: string) => void;
  /** Replaces a node by one with other settings; typing gathers to one step. Edges of vanished ways out go. */
  changeNode: (node: FlowNode) => void;
  undo: () => void;
  redo: () => void;
  saving: DraftSaving;
}

const DraftContext = createContext<Draft | null>(null);

/** The draft that is edited here; null where nothing can be edited: viewers, published versions, a dialogue's flow. */
export const useDraft = (): Draft | null => use(DraftContext);

/** Holds the draft of a flow for the page below it. Give it the flow's id as `key`. */
export function DraftProvider({ flow, children }: { flow: Flow; children: ReactNode }) {
  const { me } = useSession();
  const place = useMemo(() => ({ userId: me.id, flowId: flow.id }), [me.id, flow.id]);
  const [{ store, opening }] = useState(() => {
    const opened = openDraft(flow.draft, keptEdits(place), keptHistory(place));
    return { store: new DraftStore(opened.history, () => performance.now()), opening: opened };
  });
  const areHandsHolding = useHands();
  const saving = useDraftSaving(store, flow, place, opening, areHandsHolding);
  const history = useSyncExternalStore(store.subscribe, store.history);

  useEffect(
    () => whenHandsAreOff(areHandsHolding, quietMs, () => keepHistory(place, history)),
    [areHandsHolding, place, history],
  );

  const actions = useMemo(
    () => ({
      edit: (change: Edit, group?: string) => store.edit(change, group),
      changeNode: (node: FlowNode) => store.edit((graph) => replaceNode(graph, node), `node:${node.id}`),
      undo: () => store.undo(),
      redo: () => store.redo(),
    }),
    [store],
  );
  const { state, failure, flush, began, settle } = saving;
  const draft = useMemo<Draft>(
    () => ({
      ...actions,
      graph: history.present,
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
      saving: { state, failure, flush, began, settle },
    }),
    [actions, history, state, failure, flush, began, settle],
  );
  return <DraftContext value={draft}>{children}</DraftContext>;
}

/** The part of the page that shows a drawing: it is edited only where the draft is shown. */
export function DraftPart({ shown, children }: { shown: boolean; children: ReactNode }) {
  const draft = useDraft();
  return <DraftContext value={shown ? draft : null}>{children}</DraftContext>;
}
