import type { Response } from 'express';

/** Time between two pings, in ms: proxies and the browser then know that the line is alive. */
const pingEveryMs = 15_000;
/** Bytes that may wait for a slow reader before the line is cut; the reader connects again and catches up. */
const longestQueueBytes = 1024 * 1024;

/** One open stream of server-sent events. */
export class EventStream {
  private readonly ping: NodeJS.Timeout;
  private readonly enders = new Set<() => void>();

  /** Answers with the head of a stream. */
  constructor(private readonly response: Response) {
    response.status(200);
    response.setHeader('content-type', 'text/event-stream; charset=utf-8');
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-accel-buffering', 'no');
    response.flushHeaders();
    this.ping = setInterval(() => this.send('ping', {}), pingEveryMs);
    response.once('close', () => this.ended());
    this.send('ping', {});
  }

  /** Called once, when the reader has gone or the server stops. */
  onEnd(listener: () => void): void {
    if (this.response.closed) listener();
    else this.enders.add(listener);
  }

  /** Sends one event. */
  send(name: string, data: object): void {
    if (this.response.closed || this.response.writableEnded) return;
    this.response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    if (this.response.writableLength > longestQueueBytes) this.response.destroy();
  }

  /** Ends the stream from our side. */
  end(): void {
    this.response.end();
  }

  private ended(): void {
    clearInterval(this.ping);
    for (const listener of this.enders) listener();
    this.enders.clear();
  }
}
