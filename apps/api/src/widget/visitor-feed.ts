import type { WidgetMessage } from '@voronka/contracts';
import { readWidgetMessages } from '@voronka/persistence';
import type { Database, VisitorDialogue, VisitorStore } from '@voronka/persistence';
import type { EventStream } from '../live/event-stream.ts';

/** Messages further back than this change their marks unseen until the chat is opened again. */
const watchedMessages = 100;

/**
 * One open chat of a visitor: sends what became visible and which marks changed since it was opened. A message can become
 * visible after a later one (a takeover overtakes it), so the last messages are compared by id and not only by position.
 */
export class VisitorFeed {
  private known: Map<string, WidgetMessage['status']> | null = null;
  private running = false;
  private again = false;

  constructor(
    private readonly stream: EventStream,
    private readonly database: Database,
    private readonly visitors: VisitorStore,
    private readonly findDialogue: () => Promise<VisitorDialogue | null>,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /** Notes what is there already; the chat fetches that itself. Call it before the stream's head is sent. */
  static async snapshot(
    database: Database,
    dialogue: VisitorDialogue | null,
  ): Promise<Map<string, WidgetMessage['status']>> {
    if (!dialogue) return new Map();
    const messages = await readWidgetMessages(database.em.fork(), dialogue.id, watchedAfter(dialogue));
    return new Map(messages.map(({ id, status }) => [id, status]));
  }

  /** Begins from a snapshot. */
  start(snapshot: Map<string, WidgetMessage['status']>): void {
    this.known = snapshot;
    this.refresh();
  }

  /** Reads again; calls that come while reading are answered by one more reading. */
  refresh(): void {
    if (!this.known) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    this.read()
      .catch((error: unknown) => {
        // The chat connects again and fetches what it missed.
        this.onFault(error);
        this.stream.end();
      })
      .finally(() => {
        this.running = false;
        if (this.again) {
          this.again = false;
          this.refresh();
        }
      });
  }

  /** Someone writes to the visitor. */
  showTyping(from: 'assistant' | 'manager'): void {
    this.stream.send('typing', { from });
  }

  private async read(): Promise<void> {
    const known = this.known;
    const dialogue = await this.findDialogue();
    if (!dialogue || !known) return;
    const messages = await readWidgetMessages(this.database.em.fork(), dialogue.id, watchedAfter(dialogue));
    for (const message of messages) {
      const before = known.get(message.id);
      if (before === undefined) this.stream.send('message', message);
      else if (before !== message.status) this.stream.send('status', { id: message.id, status: message.status });
      known.set(message.id, message.status);
    }
    const arrived = messages.filter(({ from, status }) => from !== 'client' && status === 'sent');
    await this.visitors.markDelivered(
      dialogue,
      arrived.map(({ id }) => id),
    );
  }
}

function watchedAfter(dialogue: VisitorDialogue): number {
  return Math.max(0, dialogue.lastPosition - watchedMessages);
}
