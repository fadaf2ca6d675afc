import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { AssistantTurnStore } from '@voronka/persistence';
import type { ListedTurn, TurnOwner } from '@voronka/persistence';
import { LiveHub } from '../live/live-hub.ts';
import { notIn } from './turn-cursor.ts';

/** Waits for turns of an assistant, woken by what all processes commit. */
@Injectable()
export class TurnWaiter implements BeforeApplicationShutdown {
  private readonly waiting = new Set<() => void>();
  private stopped = false;

  constructor(
    @Inject(AssistantTurnStore) private readonly turns: AssistantTurnStore,
    @Inject(LiveHub) private readonly hub: LiveHub,
  ) {}

  /**
   * All open turns, as soon as there is one that the cursor does not name.
   *
   * @param options.waitMs how long to wait for it; afterwards there may be none
   * @param options.signal ends the waiting when the asker has gone
   */
  async openTurns(
    owner: TurnOwner,
    options: { cursor: string | undefined; waitMs: number; signal: AbortSignal },
  ): Promise<ListedTurn[]> {
    const endsAt = Date.now() + options.waitMs;
    for (;;) {
      // Listening begins before the look: a turn that opens in between is heard of.
      const change = this.nextChange(owner.workspaceId, endsAt, options.signal);
      try {
        const open = await this.turns.listOpen(owner);
        const isOver = this.stopped || options.signal.aborted || Date.now() >= endsAt;
        if (isOver || notIn(open, options.cursor).length > 0) return open;
        await change.happened;
      } finally {
        change.stop();
      }
    }
  }

  /** A stop must not wait for those who wait. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
    for (const wake of this.waiting) wake();
  }

  private nextChange(workspaceId: string, endsAt: number, signal: AbortSignal) {
    let wake = (): void => undefined;
    const happened = new Promise<void>((resolve) => (wake = resolve));
    const timer = setTimeout(wake, Math.max(0, endsAt - Date.now()));
    const unsubscribe = this.hub.subscribe((heard) => {
      const isTurn = heard.kind === 'notice' && heard.notice.also === 'assistantTurn';
      if (heard.kind === 'resync' || (isTurn && heard.notice.workspaceId === workspaceId)) wake();
    });
    signal.addEventListener('abort', wake, { once: true });
    this.waiting.add(wake);
    const stop = (): void => {
      clearTimeout(timer);
      unsubscribe();
      signal.removeEventListener('abort', wake);
      this.waiting.delete(wake);
    };
    return { happened, stop };
  }
}
