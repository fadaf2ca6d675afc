import { describe, expect, test } from '@jest/globals';
import type { OutboxEntry } from '../client/outbox.ts';
import type { WidgetMessage } from '../protocol.ts';
import { buildTimeline, formatDay } from './timeline.ts';

const at = (day: number, hour: number, minute: number) => new Date(2026, 0, day, hour, minute);
const message = (id: string, from: WidgetMessage['from'], when: Date, author: string | null = null): WidgetMessage => ({
  id,
  position: 1,
  from,
  author,
  text: id,
  at: when.toISOString(),
  status: from === 'client' ? 'read' : 'sent',
});
const entry = (id: string, part: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id,
  text: id,
  createdAt: at(12, 10, 0).getTime(),
  state: 'waiting',
  failures: 0,
  reason: null,
  ...part,
});

describe('The timeline', () => {
  test('joins messages of one author into a run, until a pause, a day or another author', () => {
    const items = buildTimeline(
      [
        message('a', 'assistant', at(11, 23, 58)),
        message('b', 'assistant', at(12, 0, 1)),
        message('c', 'assistant', at(12, 0, 2)),
        message('d', 'assistant', at(12, 0, 30)),
        message('e', 'manager', at(12, 0, 31), 'Olga'),
        message('f', 'manager', at(12, 0, 32), 'Ivan'),
      ],
      [],
    );
    expect(items.filter(({ startsDay }) => startsDay).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(items.filter(({ startsRun }) => startsRun).map(({ id }) => id)).toEqual(['a', 'b', 'd', 'e', 'f']);
    expect(items.filter(({ endsRun }) => endsRun).map(({ id }) => id)).toEqual(['a', 'c', 'd', 'e', 'f']);
  });

  test('what is on its way comes last with its own mark', () => {
    const items = buildTimeline(
      [message('a', 'client', at(12, 9, 0))],
      [entry('b', { state: 'sending' }), entry('c', { failures: 2 }), entry('d', { state: 'failed' })],
    );
    expect(items.map(({ id, mark }) => `${id}:${mark}`)).toEqual(['a:read', 'b:sending', 'c:late', 'd:failed']);
  });

  test('days have names', () => {
    const now = at(12, 9, 0).getTime();
    const words = { today: 'Сегодня', yesterday: 'Вчера' };
    const name = (when: Date) => formatDay(when.getTime(), now, 'ru', words);
    expect([at(12, 0, 0), at(11, 23, 59), at(3, 1, 0)].map(name)).toEqual(['Сегодня', 'Вчера', '3 января']);
    expect(name(new Date(2025, 11, 31))).toMatch(/^31 декабря 2025/);
  });
});
