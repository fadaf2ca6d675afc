import type { CardApi } from './card-api.ts';
import { CardFailure } from './card-api.ts';
import { Poller } from './poller.ts';
import type { Timers } from './poller.ts';
import { inLanguage } from './texts.ts';
import type { CardTexts } from './texts.ts';
import { CardView } from './view.ts';
import type { Deed } from './view.ts';

const pageTimers: Timers = {
  set: (run, ms) => window.setTimeout(run, ms),
  clear: (id) => window.clearTimeout(id),
};

/** An open card: shows the dialogue, keeps it up to date, and does what the person presses. */
export class Card {
  private readonly view: CardView;
  private readonly poller: Poller;
  private shown = '';
  private readonly wake = (): void => {
    if (!document.hidden) this.poller.now();
  };

  constructor(
    private readonly root: HTMLElement,
    private readonly api: CardApi,
    private readonly texts: CardTexts,
    timers: Timers = pageTimers,
  ) {
    this.view = new CardView(root, texts, (deed) => this.act(deed));
    this.poller = new Poller(
      () => this.look(),
      () => document.hidden,
      timers,
    );
    document.addEventListener('visibilitychange', this.wake);
    this.poller.now();
  }

  /** Whether it still stands in the page. */
  get isOpen(): boolean {
    return this.root.isConnected;
  }

  /** Stops looking. */
  close(): void {
    document.removeEventListener('visibilitychange', this.wake);
    this.poller.stop();
  }

  private async look(): Promise<boolean> {
    if (!this.isOpen) {
      this.close();
      return false;
    }
    try {
      const { dialogue } = await this.api.read();
      const now = JSON.stringify(dialogue);
      const changed = now !== this.shown;
      this.shown = now;
      this.view.complain(null);
      if (changed) this.view.show(dialogue);
      return changed;
    } catch (failure) {
      this.tell(failure);
      throw failure;
    }
  }

  private async act(deed: Deed): Promise<void> {
    try {
      await this.api.act(deed);
      await this.look();
      this.view.say(deed === 'take' ? this.texts.taken : this.texts.returned);
      this.poller.now();
    } catch (failure) {
      this.tell(failure);
    }
  }

  private tell(failure: unknown): void {
    const said = failure instanceof CardFailure ? failure.said : null;
    this.view.complain(said === null ? this.texts.notReached : inLanguage(said, this.texts));
  }
}
