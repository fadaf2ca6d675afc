import { Injectable } from '@nestjs/common';
import type { LiveNotice } from '@voronka/persistence';

/** What a subscriber hears: a notice, or that notices may have been missed. */
export type LiveSignal = { kind: 'notice'; notice: LiveNotice } | { kind: 'resync' };

/** Hands live notices to the open event streams of this process. */
@Injectable()
export class LiveHub {
  private readonly listeners = new Set<(signal: LiveSignal) => void>();

  /** @returns ends the subscription */
  subscribe(listener: (signal: LiveSignal) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A dialogue changed, or someone writes in it. */
  publish(notice: LiveNotice): void {
    for (const listener of this.listeners) listener({ kind: 'notice', notice });
  }

  /** Everyone reads again what they show. */
  resync(): void {
    for (const listener of this.listeners) listener({ kind: 'resync' });
  }
}
