import { describe, expect, test } from '@jest/globals';
import { createManualTimers } from '../testing/manual-timers.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import type { KeyValueStore } from './key-value-store.ts';
import { Outbox, type OutboxEntry, type SendOutcome } from './outbox.ts';

const later: SendOutcome = { kind: 'later', afterMs: null };
const accepted: SendOutcome = { kind: 'accepted' };

/** An outbox whose every attempt must be planned: an unplanned one fails the test. */
function createOutbox(plan: (SendOutcome | Promise<SendOutcome>)[], store: KeyValueStore = createMemoryStore()) {
  const timers = createManualTimers();
  const sent: string[] = [];
  const seen: (readonly OutboxEntry[])[] = [];
  const outbox = new Outbox({
    store,
    timers,
    random: () => 0.5,
    send: async ({ text }) => {
      const outcome = plan.shift();
      if (!outcome) throw new Error(`unplanned attempt: ${text}`);
      sent.push(text);
      return outcome;
    },
    onChange: (entries) => seen.push(entries),
  });
  const states = () => outbox.entries.map(({ text, state }) => `${text}:${state}`);
  return { outbox, timers, sent, store, seen, states };
}

describe('The outbox', () => {
  test('sends nothing before it may, then everything in the order of writing', async () => {
    const { outbox, timers, sent, store } = createOutbox([accepted, accepted]);
    outbox.add('1', 'first');
    outbox.add('2', 'second');
    await timers.advance(60_000);
    expect(sent).toEqual([]);
    outbox.resume();
    await timers.advance(0);
    expect(sent).toEqual(['first', 'second']);
    expect(outbox.entries).toEqual([]);
    expect(store.keys('')).toEqual([]);
  });

  test('has one attempt under way at a time', async () => {
    let finish: (outcome: SendOutcome) => void = () => undefined;
    const slow = new Promise<SendOutcome>((resolve) => (finish = resolve));
    const { outbox, timers, sent, states } = createOutbox([slow, accepted]);
    outbox.resume();
    outbox.add('1', 'first');
    outbox.add('2', 'second');
    outbox.wake();
    await timers.advance(60_000);
    expect(sent).toEqual(['first']);
    expect(states()).toEqual(['first:sending', 'second:waiting']);
    finish(accepted);
    await timers.advance(0);
    expect(sent).toEqual(['first', 'second']);
  });

  test('repeats after a back-off and lets nothing overtake', async () => {
    const { outbox, timers, sent } = createOutbox([later, later, accepted, accepted]);
    outbox.resume();
    outbox.add('1', 'first');
    outbox.add('2', 'second');
    await timers.advance(749);
    expect(sent).toEqual(['first']);
    await timers.advance(1);
    expect(sent).toEqual(['first', 'first']);
    await timers.advance(1_500);
    expect(sent).toEqual(['first', 'first', 'first', 'second']);
  });

  test('waits at least as long as the server asked', async () => {
    const { outbox, timers, sent } = createOutbox([{ kind: 'later', afterMs: 20_000 }, accepted]);
    outbox.resume();
    outbox.add('1', 'first');
    await timers.advance(19_999);
    expect(sent).toHaveLength(1);
    await timers.advance(1);
    expect(sent).toHaveLength(2);
  });

  test('tries at once when the network is back', async () => {
    const { outbox, timers, sent } = createOutbox([later, accepted]);
    outbox.resume();
    outbox.add('1', 'first');
    await timers.advance(10);
    outbox.wake();
    await timers.advance(0);
    expect(sent).toHaveLength(2);
  });

  test('survives a reload with ids and order, an attempt under way included', async () => {
    const store = createMemoryStore();
    const before = createOutbox([new Promise<SendOutcome>(() => undefined)], store);
    before.outbox.resume();
    before.outbox.add('b', 'first');
    before.outbox.add('a', 'second');
    await before.timers.advance(0);

    const after = createOutbox([accepted, accepted], store);
    expect(after.outbox.entries.map(({ id }) => id)).toEqual(['b', 'a']);
    after.outbox.resume();
    await after.timers.advance(0);
    expect(after.sent).toEqual(['first', 'second']);
    expect(createOutbox([], store).outbox.entries).toEqual([]);
  });

  test('two tabs do not lose each other’s messages', () => {
    const store = createMemoryStore();
    const one = createOutbox([], store);
    const two = createOutbox([], store);
    one.outbox.add('1', 'from one');
    two.outbox.add('2', 'from two');
    expect(createOutbox([], store).outbox.entries).toHaveLength(2);
  });

  test('a refused message steps aside with its reason, also over a reload, and can be tried again', async () => {
    const reason = { ru: 'Слишком длинное', en: 'Too long' };
    const { outbox, timers, sent, store, states } = createOutbox([{ kind: 'refused', reason }, accepted, accepted]);
    outbox.resume();
    outbox.add('1', 'first');
    outbox.add('2', 'second');
    await timers.advance(0);
    expect(sent).toEqual(['first', 'second']);
    expect(states()).toEqual(['first:failed']);
    expect(createOutbox([], store).outbox.entries[0]).toMatchObject({ state: 'failed', reason });
    outbox.retry('1');
    await timers.advance(0);
    expect(sent).toEqual(['first', 'second', 'first']);
    expect(outbox.entries).toEqual([]);
  });

  test('a block holds everything and then tells', async () => {
    const calls: string[] = [];
    const blocked: SendOutcome = { kind: 'blocked', afterwards: () => calls.push(states().join()) };
    const { outbox, timers, sent, states } = createOutbox([blocked, accepted]);
    outbox.resume();
    outbox.add('1', 'first');
    await timers.advance(60_000);
    expect(sent).toEqual(['first']);
    expect(calls).toEqual(['first:waiting']);
    outbox.resume();
    await timers.advance(0);
    expect(sent).toEqual(['first', 'first']);
  });

  test('an acknowledgement seen elsewhere ends the waiting for it', async () => {
    const { outbox, timers, sent } = createOutbox([later, accepted]);
    outbox.resume();
    outbox.add('1', 'first');
    outbox.add('2', 'second');
    await timers.advance(0);
    outbox.settle('1');
    await timers.advance(60_000);
    expect(sent).toEqual(['first', 'second']);
  });

  test('a damaged entry is dropped and does not stop the others', () => {
    const good = JSON.stringify({ id: '2', text: 'good', createdAt: 1, failed: false, reason: null });
    const store = createMemoryStore({ 'out.1': '{"id":1', 'out.3': '{"id":"3"}', 'out.2': good });
    expect(createOutbox([], store).outbox.entries.map(({ text }) => text)).toEqual(['good']);
    expect(store.keys('out.')).toEqual(['out.2']);
  });
});
