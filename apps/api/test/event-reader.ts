/** One event of a stream. */
export interface ReceivedEvent {
  name: string;
  data: Record<string, unknown>;
}

/** Reads server-sent events until it is closed. */
export class EventReader {
  readonly events: ReceivedEvent[] = [];
  private readonly abort = new AbortController();
  private readonly waiting = new Set<() => void>();
  private over: Promise<void> = Promise.resolve();

  /** Opens a stream; resolves when its head has come. */
  static async open(url: string, headers: Record<string, string>): Promise<EventReader> {
    const reader = new EventReader();
    const response = await fetch(url, { headers, signal: reader.abort.signal });
    if (response.status !== 200 || !response.body) throw new Error(`the stream answered ${response.status}`);
    reader.over = reader.read(response.body).catch(() => undefined);
    return reader;
  }

  /** Waits for an event, also one that came already. */
  async next(name: string, fits: (data: Record<string, unknown>) => boolean = () => true): Promise<ReceivedEvent> {
    const deadline = Date.now() + 8_000;
    for (;;) {
      const found = this.events.find((event) => event.name === name && fits(event.data));
      if (found) return found;
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) throw new Error(`no event "${name}" in: ${JSON.stringify(this.events)}`);
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          this.waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, leftMs);
        this.waiting.add(wake);
      });
    }
  }

  /** Waits until the server has ended the stream. */
  ended(): Promise<void> {
    return this.over;
  }

  close(): void {
    this.abort.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const [head = '', data = ''] = part.split('\n');
        this.events.push({
          name: head.replace('event: ', ''),
          data: JSON.parse(data.replace('data: ', '')) as Record<string, unknown>,
        });
      }
      for (const wake of this.waiting) wake();
    }
  }
}
