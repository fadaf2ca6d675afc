import { describe, expect, test } from '@jest/globals';
import { createSseParser, type RawEvent } from './sse-parser.ts';

function parse(...pieces: string[]): RawEvent[] {
  const events: RawEvent[] = [];
  const take = createSseParser((event) => events.push(event));
  pieces.forEach(take);
  return events;
}

describe('The event stream', () => {
  const stream = 'event: status\r\ndata: {"id":"1"}\r\n\r\n: comment\r\nevent: ping\r\ndata: {}\r\n\r\n';
  const events = [
    { name: 'status', data: '{"id":"1"}' },
    { name: 'ping', data: '{}' },
  ];

  test('is read the same wherever the pieces break', () => {
    for (let cut = 0; cut <= stream.length; cut += 1)
      expect(parse(stream.slice(0, cut), stream.slice(cut))).toEqual(events);
    expect(parse(...stream)).toEqual(events);
  });

  test('joins several data lines and takes off one space', () => {
    expect(parse('data:  a\ndata:b\n\n')).toEqual([{ name: 'message', data: ' a\nb' }]);
  });

  test('an event without data or without its empty line is not one', () => {
    expect(parse('event: ping\n\ndata: unfinished\n')).toEqual([]);
  });
});
