import { condition } from '@temporalio/workflow';

/**
 * Runs items one after another, beside the rest of the workflow. A slow item holds up its own lane only.
 *
 * @param run must not throw: a throw here would fail the workflow task for ever
 */
export class Lane<Item> {
  private readonly waiting: Item[] = [];
  private running = false;

  constructor(private readonly run: (item: Item) => Promise<void>) {
    void this.work();
  }

  /** Puts an item at the end. */
  push(item: Item): void {
    this.waiting.push(item);
  }

  /** Nothing waits and nothing runs. */
  get idle(): boolean {
    return this.waiting.length === 0 && !this.running;
  }

  private async work(): Promise<void> {
    for (;;) {
      await condition(() => this.waiting.length > 0);
      const item = this.waiting.shift();
      if (item === undefined) continue;
      this.running = true;
      await this.run(item);
      this.running = false;
    }
  }
}
