/** A small store of strings; never throws. */
export interface KeyValueStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** All keys that begin with `prefix`, in no order. */
  keys(prefix: string): string[];
}

/**
 * A store on localStorage or sessionStorage that keeps in memory what the browser refuses to keep (storage blocked by
 * privacy settings, quota used up): the chat then works until the page is left.
 *
 * @param openArea gives the browser's storage; may throw, as reading `window.localStorage` does when it is blocked
 * @param prefix goes before every key, so that two channels on one site do not meet
 */
export function openStore(openArea: () => Storage, prefix: string): KeyValueStore {
  const memory = new Map<string, string>();
  let area: Storage | null = null;
  try {
    area = openArea();
  } catch {
    area = null; // blocked: memory only
  }
  return {
    get(key) {
      const kept = memory.get(key);
      if (kept !== undefined) return kept;
      try {
        return area?.getItem(prefix + key) ?? null;
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        if (!area) throw new Error('no storage');
        area.setItem(prefix + key, value);
        memory.delete(key);
      } catch {
        memory.set(key, value);
      }
    },
    remove(key) {
      memory.delete(key);
      try {
        area?.removeItem(prefix + key);
      } catch {
        // nothing was kept there
      }
    },
    keys(start) {
      const found = new Set([...memory.keys()].filter((key) => key.startsWith(start)));
      try {
        for (let index = 0; area && index < area.length; index += 1) {
          const key = area.key(index);
          if (key?.startsWith(prefix + start)) found.add(key.slice(prefix.length));
        }
      } catch {
        // what is in memory is all there is
      }
      return [...found];
    },
  };
}
