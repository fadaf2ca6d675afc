import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Response } from 'express';
import { EventStream } from './event-stream.ts';

/** All streams of this process: a stop must not wait for readers who never leave. */
@Injectable()
export class OpenStreams implements BeforeApplicationShutdown {
  private readonly streams = new Set<EventStream>();

  /** Opens a stream that ends with the process. */
  open(response: Response): EventStream {
    const stream = new EventStream(response);
    this.streams.add(stream);
    stream.onEnd(() => this.streams.delete(stream));
    return stream;
  }

  beforeApplicationShutdown(): void {
    for (const stream of this.streams) stream.end();
  }
}
