import type { BusinessCalendar, FlowGraph, NodeConfigs, WaitConfig } from '@voronka/domain';
import type { FixtureOptions } from './testing/dialogue-fixture.ts';
import {
  after,
  anyMessage,
  chain,
  end,
  incidents,
  kinds,
  node,
  now,
  reply,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

function waiting(wait: WaitConfig, onMessage?: NodeConfigs['wait']['onMessage']): FlowGraph {
  return chain(
    [
      anyMessage(),
      node('wait', 'wait', { for: wait, onMessage }),
      reply('over'),
      end(),
      reply('timeout'),
      reply('message'),
    ],
    {
      ...(wait.kind === 'event' ? { 'wait:timeout': 'timeout', 'timeout:next': 'end' } : {}),
      ...(onMessage === 'leave' ? { 'wait:message': 'message', 'message:next': 'end' } : {}),
    },
  );
}

async function waitFrom(at: string, wait: WaitConfig, options: FixtureOptions = {}): Promise<TestDialogue> {
  const dialogue = new TestDialogue({ flow: waiting(wait), ...options }).at(at);
  await dialogue.client('привет');
  return dialogue;
}

const hour = { kind: 'duration', minutes: 60 } as const;

describe('a wait for a while', () => {
  it('asks to be woken when it is over, and goes on then', async () => {
    const dialogue = await waitFrom(now, hour);
    expect(dialogue.wakeUp).toEqual({ timer: 'wait', key: 'wait', at: after(dialogue.context.now, 60) });
    expect(dialogue.state).toMatchObject({ completed: false, position: { nodeId: 'wait' } });
    expect(words(await dialogue.timer())).toEqual(['over']);
    expect(dialogue.state).toMatchObject({ completed: true, position: null });
  });

  it('stays, and stays silent, when the client writes', async () => {
    const dialogue = await waitFrom(now, hour);
    const before = dialogue.wakeUp;
    const decision = await dialogue.later(10).client('ау');
    expect(kinds(decision)).toEqual([]);
    expect(dialogue.wakeUp).toEqual(before);
  });

  it('is left by its own way when the client writes, where the node says so', async () => {
    const dialogue = new TestDialogue({ flow: waiting(hour, 'leave') });
    await dialogue.client('привет');
    expect(words(await dialogue.client('ау'))).toEqual(['message']);
  });

  it('is not ended before its time', async () => {
    const dialogue = await waitFrom(now, hour);
    const { wakeUp } = dialogue;
    const early = await dialogue.later(59).on({ kind: 'timer', timer: 'wait', key: 'wait', dueAt: after(now, 59) });
    expect(early.record.ignored).toBe('Timer.Stale');
    expect(kinds(early)).toEqual([]);
    expect(early.wakeUp).toEqual(wakeUp);
  });

  it('is ended by a clock that is a little ahead', async () => {
    const dialogue = await waitFrom(now, hour);
    const { wakeUp } = dialogue;
    const dueAt = wakeUp?.at ?? '';
    const early = await dialogue.at(after(dueAt, -0.05)).on({ kind: 'timer', timer: 'wait', key: 'wait', dueAt });
    expect(words(early)).toEqual(['over']);
  });

  it('that is over already takes no further timer', async () => {
    const dialogue = await waitFrom(now, hour);
    const dueAt = dialogue.wakeUp?.at ?? '';
    await dialogue.timer();
    const again = await dialogue.on({ kind: 'timer', timer: 'wait', key: 'wait', dueAt });
    expect(again.record.ignored).toBe('Timer.Stale');
    expect(kinds(again)).toEqual([]);
  });

  it('takes no timer of another node, nor of another kind', async () => {
    const dialogue = await waitFrom(now, hour);
    const dueAt = dialogue.wakeUp?.at ?? '';
    dialogue.at(after(dueAt, 1));
    expect((await dialogue.on({ kind: 'timer', timer: 'wait', key: 'other', dueAt })).record.ignored).toBe(
      'Timer.Stale',
    );
    expect((await dialogue.on({ kind: 'timer', timer: 'askClose', key: 'wait', dueAt })).record.ignored).toBe(
      'Timer.Stale',
    );
  });
});

describe('a wait for an hour of the day', () => {
  it.each([
    ['later today, in Moscow', undefined, now, '15:30', [], '2026-03-01T12:30:00.000Z'],
    ['tomorrow, when it is past today', undefined, now, '09:00', [], '2026-03-02T06:00:00.000Z'],
    ['on the next of its days', undefined, now, '09:00', [3], '2026-03-04T06:00:00.000Z'],
    ['in the time zone of the channel', 'Asia/Yekaterinburg', now, '15:30', [], '2026-03-01T10:30:00.000Z'],
  ])('ends %s', async (_when, timeZone, at, time, days, until) => {
    const dialogue = await waitFrom(at, { kind: 'localTime', time, days }, { channel: { timeZone } });
    expect(dialogue.wakeUp).toMatchObject({ timer: 'wait', at: until });
    expect(words(await dialogue.timer())).toEqual(['over']);
  });
});

describe('a wait for business hours', () => {
  const weekdays = [1, 2, 3, 4, 5] as const;
  const calendar: BusinessCalendar = {
    timeZone: 'Europe/Moscow',
    week: weekdays.map((day) => ({ day, from: '09:00', to: '18:00' })),
    holidays: [{ date: '2026-03-09', title: 'праздник' }],
  };
  const hours = { kind: 'businessHours' } as const;

  it.each([
    ['on Sunday, until Monday', now, '2026-03-02T06:00:00.000Z'],
    ['on Monday evening, until Tuesday', '2026-03-02T15:00:00.000Z', '2026-03-03T06:00:00.000Z'],
    ['before a holiday, until the day after', '2026-03-06T16:00:00.000Z', '2026-03-10T06:00:00.000Z'],
  ])('waits %s', async (_when, at, until) => {
    const dialogue = await waitFrom(at, hours, { content: { calendar } });
    expect(dialogue.wakeUp).toMatchObject({ timer: 'wait', at: until });
    expect(words(await dialogue.timer())).toEqual(['over']);
  });

  it.each([
    ['in working time', '2026-03-02T10:00:00.000Z', calendar],
    ['without a calendar', now, undefined],
  ])('passes at once %s', async (_when, at, given) => {
    const dialogue = new TestDialogue({ flow: waiting(hours), content: { calendar: given } }).at(at);
    expect(words(await dialogue.client('привет'))).toEqual(['over']);
  });

  it('is an incident when work never begins; it can be retried with another calendar, or left out', async () => {
    const never = { ...calendar, week: [] };
    const dialogue = new TestDialogue({ flow: waiting(hours), content: { calendar: never } });
    expect(incidents(await dialogue.client('привет'))).toEqual(['Flow.WaitNeverEnds']);
    const mended = dialogue.movedTo({ flow: waiting(hours), content: { calendar } });
    expect(kinds(await mended.retry('wait'))).toEqual([]);
    expect(mended.wakeUp).toMatchObject({ timer: 'wait' });
    expect(words(await dialogue.skip('wait'))).toEqual(['over']);
  });
});

describe('a wait for an event', () => {
  const event = (
    events: Extract<WaitConfig, { kind: 'event' }>['events'],
    signal: string | null = null,
  ): WaitConfig => {
    return { kind: 'event', events, signal, timeoutMinutes: 60 };
  };
  const signals = ['ready', 'other'].map((name) => ({
    name,
    title: text(name),
    sources: ['assistant' as const],
    fields: [],
    cooldownSeconds: 0,
    oncePerDialogue: false,
    textRule: null,
    onStage: null,
  }));

  it('goes on at the event', async () => {
    expect(words(await (await waitFrom(now, event(['clientMessage']))).client('ау'))).toEqual(['over']);
    expect(words(await (await waitFrom(now, event(['stageMoved']))).move('negotiation'))).toEqual(['over']);
    expect(words(await (await waitFrom(now, event(['responsibleChanged']))).responsible('m'))).toEqual(['over']);
    const signalled = await waitFrom(now, event(['signal'], 'ready'), { content: { signals } });
    expect(words(await signalled.signal('ready'))).toEqual(['over']);
    const anySignal = await waitFrom(now, event(['signal']), { content: { signals } });
    expect(words(await anySignal.signal('other'))).toEqual(['over']);
  });

  it('does not go on at another', async () => {
    const dialogue = await waitFrom(now, event(['signal'], 'ready'), { content: { signals } });
    expect(words(await dialogue.client('ау'))).toEqual([]);
    expect(words(await dialogue.signal('other'))).toEqual([]);
    expect(words(await dialogue.signal('unknown'))).toEqual([]);
    expect(words(await dialogue.move('negotiation'))).toEqual([]);
    expect(words(await dialogue.responsible('m'))).toEqual([]);
    expect(dialogue.state.position?.nodeId).toBe('wait');
  });

  it('leaves by its own way when the time runs out', async () => {
    const dialogue = await waitFrom(now, event(['stageMoved']));
    expect(words(await dialogue.timer())).toEqual(['timeout']);
  });

  it('remembers what it waited for while a manager leads, and goes on at the return', async () => {
    const dialogue = await waitFrom(now, event(['managerMessage']));
    expect(words(await dialogue.manager('Добрый день'))).toEqual([]);
    expect(dialogue.state.position).toMatchObject({ nodeId: 'wait', met: 'next' });
    expect(words(await dialogue.giveBack())).toEqual(['over']);
  });

  it.each<[string, (dialogue: TestDialogue) => Promise<unknown>]>([
    ['a move', (dialogue) => dialogue.move('negotiation')],
    ['a change of the responsible', (dialogue) => dialogue.responsible('m')],
    ['a message', (dialogue) => dialogue.client('ау')],
    ['a signal', (dialogue) => dialogue.signal('ready')],
  ])('remembers %s of that time', async (_what, happens) => {
    const wait = event(['stageMoved', 'responsibleChanged', 'clientMessage', 'signal']);
    const dialogue = await waitFrom(now, wait, { content: { signals } });
    await dialogue.manager('Добрый день');
    await happens(dialogue);
    await dialogue.manager('Договорились');
    expect(words(await dialogue.giveBack())).toEqual(['over']);
  });

  it('remembers the first of several things', async () => {
    const dialogue = new TestDialogue({ flow: waiting(event(['stageMoved']), 'leave') });
    await dialogue.client('привет');
    await dialogue.manager('Добрый день');
    await dialogue.client('ау');
    await dialogue.move('negotiation');
    await dialogue.manager('Договорились');
    expect(words(await dialogue.giveBack())).toEqual(['message']);
  });

  it('goes on by its time-out at the return when that came meanwhile', async () => {
    const dialogue = await waitFrom(now, event(['stageMoved']));
    await dialogue.manager('Добрый день');
    expect(dialogue.wakeUp?.timer).not.toBe('wait');
    expect(words(await dialogue.later(61).giveBack())).toEqual(['timeout']);
  });

  it('still waits after the return when nothing came', async () => {
    const dialogue = await waitFrom(now, event(['stageMoved']));
    const { wakeUp } = dialogue;
    await dialogue.manager('Добрый день');
    expect(kinds(await dialogue.giveBack())).toEqual([]);
    expect(dialogue.wakeUp).toEqual(wakeUp);
  });

  it('ends by what happens while it lasts, not by what led to it', async () => {
    const flow = chain([
      anyMessage(),
      node('raise', 'raiseSignal', { signal: 'ready' }),
      node('move', 'moveStage', { stageKey: 'negotiation' }),
      node('wait', 'wait', { for: event(['signal', 'stageMoved']) }),
      reply('over'),
      end(),
    ]);
    const raising = [{ ...signals[0]!, sources: ['rule' as const, 'assistant' as const] }];
    const dialogue = new TestDialogue({ flow, content: { signals: raising } });
    expect(words(await dialogue.client('привет'))).toEqual([]);
    expect(dialogue.state.position?.nodeId).toBe('wait');
    expect(words(await dialogue.signal('ready'))).toEqual(['over']);
  });

  it("ends by the assistant's own move while it lasts", async () => {
    const flow = waiting(event(['stageMoved']));
    const content = { signals, signalStages: { ready: 'negotiation' } };
    const dialogue = new TestDialogue({ flow, content, mode: 'movesStages' });
    await dialogue.given({ lead: 'open', stageKey: 'unsorted' }).client('привет');
    expect(kinds(await dialogue.signal('ready'))).toEqual(['moveStage', 'reply']);
  });
});

describe('a wait while the assistant is switched off', () => {
  it('is put off by an hour at a time, and goes on when it is on again', async () => {
    const dialogue = await waitFrom(now, hour);
    dialogue.given({ assistantOff: true });
    const held = await dialogue.timer();
    expect(held.record.ignored).toBe('Timer.AssistantOff');
    expect(dialogue.wakeUp).toEqual({ timer: 'wait', key: 'wait', at: after(dialogue.context.now, 60) });
    dialogue.given({ assistantOff: false });
    expect(words(await dialogue.timer())).toEqual(['over']);
  });

  it('goes on at the next message when its time has passed', async () => {
    const dialogue = await waitFrom(now, hour);
    await dialogue.given({ assistantOff: true }).timer();
    expect(words(await dialogue.given({ assistantOff: false }).later(1).client('ау'))).toEqual(['over']);
  });
});
