import { describe, expect, test } from '@jest/globals';
import type { MessageStatus, WidgetMessage } from '../protocol.ts';
import { applyStatus, catchUpAfter, countUnread, mergeMessages } from './conversation.ts';

const message = (position: number, from: WidgetMessage['from'] = 'assistant', status: MessageStatus = 'sent') => ({
  id: `m${position}`,
  position,
  from,
  author: null,
  text: 'text',
  at: '2026-01-12T09:00:00.000Z',
  status,
});

describe('mergeMessages', () => {
  test('orders by position whatever the order of arrival', () => {
    const merged = mergeMessages([message(4)], [message(9), message(2)]);
    expect(merged.map(({ position }) => position)).toEqual([2, 4, 9]);
  });

  test('a repeated message changes nothing, not even the list', () => {
    const known = [message(1), message(2)];
    expect(mergeMessages(known, [message(1), message(2)])).toBe(known);
  });

  test('an older snapshot does not take a mark back', () => {
    const known = [message(1, 'client', 'read')];
    expect(mergeMessages(known, [message(1, 'client', 'accepted')])).toBe(known);
  });

  test('a newer snapshot moves a mark forward, also out of hold', () => {
    const [released] = mergeMessages([message(1, 'client', 'held')], [message(1, 'client', 'accepted')]);
    expect(released?.status).toBe('accepted');
  });
});

describe('applyStatus', () => {
  test('sets the mark of one message', () => {
    const known = [message(1, 'client', 'accepted'), message(2, 'client', 'accepted')];
    expect(applyStatus(known, 'm2', 'read').map(({ status }) => status)).toEqual(['accepted', 'read']);
  });

  test('an unknown message changes nothing', () => {
    const known = [message(1)];
    expect(applyStatus(known, 'other', 'read')).toBe(known);
  });
});

describe('catchUpAfter', () => {
  test('looks 20 positions back when all marks are final, for messages that became visible late', () => {
    expect(catchUpAfter([message(51, 'client', 'read'), message(52)])).toBe(32);
  });

  test('goes back to the first own message whose mark may have changed', () => {
    expect(catchUpAfter([message(3, 'client', 'read'), message(5, 'client', 'delivered'), message(98)])).toBe(4);
  });

  test('does not go back without end', () => {
    expect(catchUpAfter([message(1, 'client', 'held'), message(1000)])).toBe(980);
  });

  test('is 0 for an empty conversation', () => {
    expect(catchUpAfter([])).toBe(0);
  });
});

test('Own messages never count as unread', () => {
  expect(countUnread([message(1), message(2, 'client'), message(3, 'manager'), message(4, 'system')], 1)).toBe(2);
});
