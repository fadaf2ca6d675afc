import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReplayOutcome } from '@voronka/contracts/replay';
import { buildRefused, outcomeTable, readOutcome, readReplaying } from './replay-lines.ts';

const well: ReplayOutcome = {
  build: 'b0a1',
  replayed: 1_200,
  unchanged: 0,
  divergedCount: 0,
  diverged: [],
  unreadCount: 0,
  unread: [],
  gaveUp: false,
};
const badly: ReplayOutcome = {
  ...well,
  divergedCount: 21,
  diverged: [
    { dialogueId: 'id-17', number: 17, runId: 'run-1', event: { id: 20, type: 'TimerStarted' }, reason: 'a timer' },
    { dialogueId: 'id-18', number: null, runId: 'run-2', event: null, reason: 'something else' },
  ],
  unreadCount: 1,
  unread: [{ dialogueId: 'id-19', number: 19, runId: 'run-3', reason: 'ServiceError 15' }],
  gaveUp: true,
};

describe('what the worker says about a replay', () => {
  it('is read, and anything else is not', () => {
    expect(readReplaying({ replaying: { done: 1, total: 2 } })).toEqual({ done: 1, total: 2 });
    expect(readReplaying({ ready: true })).toBeUndefined();
    expect(readOutcome(JSON.parse(JSON.stringify(badly)))).toEqual(badly);
    expect(readOutcome({ build: 'b0a1' })).toBeUndefined();
    expect(readOutcome(undefined)).toBeUndefined();
  });
});

describe.each([
  [
    'en_US.UTF-8',
    {
      dialogue: 'dialogue 17 (id-17), run run-1, event 20 TimerStarted: a timer',
      more: 'and 19 more',
      least: 'at least 21',
      patch: 'named patch',
      fine: 'None of them would be carried on differently',
      refuse: 'would refuse to start',
    },
  ],
  [
    'ru_RU.UTF-8',
    {
      dialogue: 'диалог 17 (id-17), запуск run-1, событие 20 TimerStarted: a timer',
      more: 'и ещё 19',
      least: 'не меньше 21',
      patch: 'именованным патчем',
      fine: 'Ни один не пойдёт иначе',
      refuse: 'откажется запускаться',
    },
  ],
])('in %s', (locale, words) => {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env['LC_ALL'];
    process.env['LC_ALL'] = locale;
  });
  afterEach(() => {
    if (before === undefined) delete process.env['LC_ALL'];
    else process.env['LC_ALL'] = before;
  });

  it('a refusal names dialogue, run and event, counts the others and says what to do', () => {
    const { code, message } = buildRefused(badly);
    expect(code).toBe('Child.Refused');
    for (const part of [words.dialogue, words.more, words.least, words.patch]) expect(message).toContain(part);
    expect(message).toContain('docs/runbooks/upgrading.md');
  });

  it('the table counts, lists what went wrong and draws the conclusion', () => {
    expect(outcomeTable(well)).toMatch(/1200\n.* 0\n.* 0\n/);
    expect(outcomeTable(well)).toContain(words.fine);
    const table = outcomeTable(badly);
    for (const part of [words.dialogue, words.refuse, 'id-18', 'something else', '19 (id-19)', 'ServiceError 15']) {
      expect(table).toContain(part);
    }
  });
});
