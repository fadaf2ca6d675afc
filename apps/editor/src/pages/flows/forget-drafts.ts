/** Keys of what is kept of drafts: edits that the server lacks, and steps to undo. */
export const editsPrefix = 'voronka.flow-edits.';
export const historyPrefix = 'voronka.flow-history.';

/** Forgets all drawings: on logout the next person must not find them. */
export function forgetDrafts(): void {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(editsPrefix) || key.startsWith(historyPrefix)) storage.removeItem(key);
    }
  }
}
