import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';

/** One thing to do or to go to, in a list that is searched. */
export interface FinderAction {
  id: string;
  label: string;
  description?: string;
  leftSection?: ReactNode;
  onClick: () => void;
}

/** Such things under a name of their own. */
export interface FinderGroup {
  group: string;
  actions: FinderAction[];
}

const none: readonly FinderGroup[] = [];
let offered = none;
const listeners = new Set<() => void>();

function set(groups: readonly FinderGroup[]): void {
  offered = groups;
  for (const listener of listeners) listener();
}

/** Offers what the open page can do to the finder (Ctrl+K), until the returned function takes it back. */
export function offerToFinder(groups: readonly FinderGroup[]): () => void {
  set(groups);
  return () => {
    if (offered === groups) set(none);
  };
}

/** What the open page offers. */
export function useFinderOffers(): readonly FinderGroup[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => offered,
  );
}
