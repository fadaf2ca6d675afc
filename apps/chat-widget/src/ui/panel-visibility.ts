import type { KeyValueStore } from '../client/key-value-store.ts';

/** Whether the panel is open; survives a reload of the tab. */
export class PanelVisibility {
  #isOpen: boolean;
  #wantsFocus = false;
  readonly #listeners = new Set<() => void>();

  /** @param tabStore lives as long as the tab */
  constructor(private readonly tabStore: KeyValueStore) {
    this.#isOpen = tabStore.get('open') === '1';
  }

  /** Whether the panel is to be shown. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether the input should take the focus when it appears: someone opened the panel, it was not just restored. */
  get wantsFocus(): boolean {
    return this.#wantsFocus;
  }

  /** Opens the panel and lets it take the focus. */
  open(): void {
    this.#wantsFocus = true;
    this.#set(true);
  }

  /** Closes the panel. */
  close(): void {
    this.#wantsFocus = false;
    this.#set(false);
  }

  /** Calls `listener` after each change; the answer ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #set(isOpen: boolean): void {
    if (this.#isOpen === isOpen) return;
    this.#isOpen = isOpen;
    if (isOpen) this.tabStore.set('open', '1');
    else this.tabStore.remove('open');
    for (const listener of this.#listeners) listener();
  }
}
