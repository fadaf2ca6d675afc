/** Keeps the place in the conversation over a reload: by message, because heights change with the window. */
import type { KeyValueStore } from '../client/key-value-store.ts';

/** The message at the upper edge and how many px of it are above the edge. */
export interface ScrollAnchor {
  id: string;
  offset: number;
}

const key = 'scroll';

/** The first message that is at least partly in view; null where there is none. */
export function findAnchor(view: HTMLElement): ScrollAnchor | null {
  const edge = view.getBoundingClientRect().top;
  for (const element of view.querySelectorAll<HTMLElement>('[data-id]')) {
    const box = element.getBoundingClientRect();
    if (box.bottom > edge) return { id: element.dataset.id ?? '', offset: edge - box.top };
  }
  return null;
}

/** Scrolls the message to where it was; false: it is not there any more. */
export function restoreAnchor(view: HTMLElement, { id, offset }: ScrollAnchor): boolean {
  const element = [...view.querySelectorAll<HTMLElement>('[data-id]')].find((one) => one.dataset.id === id);
  if (!element) return false;
  view.scrollTop += element.getBoundingClientRect().top - view.getBoundingClientRect().top + offset;
  return true;
}

/** Stores the place; null: the end, which needs no storing. */
export function writeAnchor(store: KeyValueStore, anchor: ScrollAnchor | null): void {
  if (anchor) store.set(key, JSON.stringify(anchor));
  else store.remove(key);
}

/** The stored place; null: the end. */
export function readAnchor(store: KeyValueStore): ScrollAnchor | null {
  try {
    const value: unknown = JSON.parse(store.get(key) ?? 'null');
    if (typeof value !== 'object' || value === null || !('id' in value) || !('offset' in value)) return null;
    return { id: String(value.id), offset: Number(value.offset) || 0 };
  } catch {
    return null;
  }
}
