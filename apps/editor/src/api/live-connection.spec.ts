import { jest } from '@jest/globals';
import { keepLive, longestPauseMs, reconnectPauseMs, silenceLimitMs } from './live-connection.ts';
import type { EventSourceLike } from './live-connection.ts';

class FakeSource implements EventSourceLike {
  closed = false;
  private readonly handlers = new Map<string, (event: { data?: unknown }) => void>();
  addEventListener(name: string, handler: (event: { data?: unknown }) => void): void {
    this.handlers.set(name, handler);
  }
  close(): void {
    this.closed = true;
  }
  fire(name: string, data?: unknown): void {
    const handler = this.handlers.get(name);
    if (!handler) throw new Error(`nobody listens to ${name}`);
    handler({ data });
  }
}

function connect() {
  const sources: FakeSource[] = [];
  const log: string[] = [];
  const close = keepLive(
    () => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
    {
      onEvent: (name, data) => log.push(`${name} ${JSON.stringify(data)}`),
      onOpen: (restored) => log.push(restored ? 'restored' : 'open'),
      onLost: () => log.push('lost'),
    },
  );
  const latest = () => {
    const source = sources.at(-1);
    if (!source) throw new Error('no connection was opened');
    return source;
  };
  return { sources, log, close, latest };
}

describe('the live connection', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('passes events on with their data, and keeps pings to itself', () => {
    const { log, latest, close } = connect();
    latest().fire('open');
    latest().fire('dialogue', '{"id":"d1"}');
    latest().fire('ping');
    latest().fire('held', 'not json');
    expect(log).toEqual(['open', 'dialogue {"id":"d1"}', 'held {}']);
    close();
  });

  it('connects again after an error and says that something may have been missed', () => {
    const { log, sources, latest, close } = connect();
    latest().fire('open');
    latest().fire('error');
    expect(sources[0]?.closed).toBe(true);
    jest.advanceTimersByTime(reconnectPauseMs(0));
    latest().fire('open');
    expect(log).toEqual(['open', 'lost', 'restored']);
    close();
  });

  it('tells of a loss once, however often it tries', () => {
    const { log, sources, latest, close } = connect();
    for (let attempt = 0; attempt < 4; attempt += 1) {
      latest().fire('error');
      jest.advanceTimersByTime(reconnectPauseMs(attempt));
    }
    expect(log).toEqual(['lost']);
    expect(sources).toHaveLength(5);
    close();
  });

  it('waits longer each time, up to a limit', () => {
    expect([0, 1, 2, 20].map(reconnectPauseMs)).toEqual([500, 1000, 2000, longestPauseMs]);
  });

  it('counts silence as a loss', () => {
    const { log, latest, close } = connect();
    latest().fire('open');
    jest.advanceTimersByTime(silenceLimitMs - 1);
    latest().fire('ping');
    jest.advanceTimersByTime(silenceLimitMs - 1);
    expect(log).toEqual(['open']);
    jest.advanceTimersByTime(1);
    expect(log).toEqual(['open', 'lost']);
    close();
  });

  it('is quiet once closed', () => {
    const { sources, latest, close } = connect();
    latest().fire('error');
    close();
    jest.advanceTimersByTime(longestPauseMs * 3);
    expect(sources).toHaveLength(1);
  });
});
