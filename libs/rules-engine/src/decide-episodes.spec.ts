import type { StoredState } from '@voronka/domain';
import { completeState, initialDialogueState } from '@voronka/domain';
import {
  after,
  anyMessage,
  askPhone,
  asks,
  chain,
  end,
  kinds,
  node,
  now,
  only,
  reply,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const phone = '8 916 123-45-67';

describe('a new episode', () => {
  async function afterTheFlow(): Promise<TestDialogue> {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    await dialogue.client(phone);
    return dialogue;
  }

  it('begins with the message after the lead is closed', async () => {
    const dialogue = await afterTheFlow();
    dialogue.given({ lead: 'lost', stageKey: 'lost' }).later(60);
    const decision = await dialogue.client('и ещё вопрос');
    expect(dialogue.state).toMatchObject({
      episode: 2,
      episodeMessages: 1,
      clientMessages: 3,
      episodeStartedAt: decision.record.event.at,
      startedAt: now,
      slots: { phone: { value: '+79161234567' } },
      completed: true,
    });
    expect(words(decision)).toEqual(['thanks']);
  });

  it('has nothing of the last one but what is known of the client', async () => {
    const dialogue = await afterTheFlow();
    const { state } = dialogue;
    dialogue.from({
      ...state,
      tags: ['old'],
      score: 5,
      handedOff: true,
      handOff: { at: now, deadlineAt: now, escalations: 1 },
      pendingContact: 'contact',
      triggerRuns: { x: { times: 1, since: now } },
      parked: { nodeId: 'x', code: 'Crm.Rejected', commands: [] },
      consulting: { seq: 1, deadlineAt: now },
      fields: { city: 'Тула' },
    });
    await dialogue.given({ lead: 'won', stageKey: 'won' }).client('и ещё вопрос');
    expect(dialogue.state).toMatchObject({
      tags: [],
      score: null,
      handedOff: false,
      handOff: null,
      pendingContact: null,
      triggerRuns: {},
      parked: null,
      consulting: null,
      fields: { city: 'Тула' },
      usedTriggers: ['start'],
    });
  });

  it.each(['none', 'open'] as const)('does not begin while the lead is: %s', async (lead) => {
    const dialogue = await afterTheFlow();
    await dialogue.given({ lead, stageKey: lead === 'open' ? 'negotiation' : null }).client('и ещё вопрос');
    expect(dialogue.state.episode).toBe(1);
  });

  it('begins when a manager led to the close of the lead, though a question had been open', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    await dialogue.manager('Я помогу');
    await dialogue.given({ lead: 'won', stageKey: 'won' }).client('и ещё вопрос');
    expect(dialogue.state).toMatchObject({ episode: 2, owner: 'manager', position: null });
  });

  it('makes a new card, and may move it from its own stage on', async () => {
    const flow = chain([
      anyMessage(),
      node('lead', 'createLead', { title: text('x'), stageKey: 'unsorted' }),
      node('move', 'moveStage', { stageKey: 'firstContact' }),
      end(),
    ]);
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    const decision = await dialogue.given({ lead: 'lost', stageKey: 'lost' }).client('снова');
    expect(kinds(decision)).toEqual(['createLead', 'moveStage']);
  });
});

describe('a closed dialogue', () => {
  it('that is opened again keeps its open lead and its episode', async () => {
    const flow = chain([
      anyMessage({ oncePerEpisode: false }),
      node('move', 'moveStage', { stageKey: 'negotiation' }),
      end({ close: true }),
    ]);
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    expect(dialogue.state.closed).toBe('done');
    const again = await dialogue.given({ lead: 'open', stageKey: 'firstContact' }).client('снова');
    expect(again.record.facts['lead.state']).toBe('open');
    expect(only(again, 'moveStage').stageKey).toBe('negotiation');
    expect(dialogue.state.episode).toBe(1);
  });

  it('begins a new episode when its lead is closed meanwhile', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    dialogue.from({ ...dialogue.state, closed: 'idle' });
    await dialogue.given({ lead: 'lost', stageKey: 'lost' }).client('снова');
    expect(dialogue.state).toMatchObject({ episode: 2, closed: null });
  });

  it('wakes up for nothing', async () => {
    const silence = { remindAfterMinutes: 10, reminders: [text('still there?')], closeAfterMinutes: 60 };
    const dialogue = new TestDialogue({ flow: askPhone({ silence }) });
    await dialogue.client('привет');
    const { wakeUp } = dialogue;
    dialogue.from({ ...dialogue.state, closed: 'done' });
    const late = await dialogue.at(wakeUp!.at).on({ kind: 'timer', ...wakeUp!, dueAt: wakeUp!.at });
    expect(late.record.ignored).toBe('Timer.Stale');
    expect(late.wakeUp).toBeNull();
  });
});

describe('idleness', () => {
  const monthAfter = (dialogue: TestDialogue): string => after(dialogue.context.now, 30 * 24 * 60);

  it('closes a dialogue after thirty days without a word, and the open question stands', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    expect(dialogue.wakeUp).toEqual({ timer: 'idleClose', key: 'idleClose', at: monthAfter(dialogue) });
    const closed = await dialogue.timer();
    expect(only(closed, 'closeDialogue')).toMatchObject({ reason: 'idle', nodeId: 'phone' });
    expect(dialogue.state).toMatchObject({ closed: 'idle', position: { nodeId: 'phone', asked: 1 } });
    expect(words(await dialogue.client(phone))).toEqual(['thanks']);
  });

  it('is counted from the last word of anybody', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    const later = await dialogue.later(100).manager('Добрый день');
    expect(dialogue.wakeUp?.at).toBe(after(later.record.event.at, 30 * 24 * 60));
    const last = await dialogue.later(100).client('ау');
    expect(dialogue.wakeUp?.at).toBe(after(last.record.event.at, 30 * 24 * 60));
  });

  it('closes after the days of the channel, or never', async () => {
    const quick = new TestDialogue({ flow: askPhone(), policies: { closeAfterDays: 2 } });
    await quick.client('привет');
    expect(quick.wakeUp?.at).toBe(after(quick.context.now, 2 * 24 * 60));
    const never = new TestDialogue({ flow: askPhone(), policies: { closeAfterDays: null } });
    await never.client('привет');
    expect(never.wakeUp).toBeNull();
  });

  it('does not end a longer wait of the flow', async () => {
    const wait = node('wait', 'wait', { for: { kind: 'duration', minutes: 60 * 24 * 60 } });
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), wait, reply('how are you?'), end()]) });
    await dialogue.client('привет');
    expect(words(await dialogue.timer())).toEqual(['how are you?']);
  });

  it('ends a wait that cannot go on while the assistant is off', async () => {
    const wait = node('wait', 'wait', { for: { kind: 'duration', minutes: 60 } });
    const dialogue = new TestDialogue({
      flow: chain([anyMessage(), wait, reply('over'), end()]),
      policies: { closeAfterDays: 1 },
    });
    await dialogue.client('привет');
    dialogue.given({ assistantOff: true });
    for (let hour = 0; hour < 24; hour += 1) await dialogue.timer();
    expect(dialogue.state).toMatchObject({ closed: 'idle', position: { nodeId: 'wait' } });
  });

  it('makes the contact that is still owed', async () => {
    const flow = chain([anyMessage(), node('contact', 'findOrCreateContact', {}), asks('phone', ['phone']), end()]);
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    expect(kinds(await dialogue.timer())).toEqual(['findOrCreateContact', 'closeDialogue']);
  });
});

describe('a state that an earlier release stored', () => {
  const stored: StoredState = {
    version: 1,
    episode: 1,
    locale: 'ru',
    owner: 'assistant',
    position: { nodeId: 'askForPrice', enteredAt: '2026-02-01T09:00:00.000Z', asked: 1 },
    parked: null,
    slots: { name: { value: 'Анна', raw: 'Анна', seq: 1 } },
    tags: ['чат'],
    score: 50,
    usedTriggers: ['start'],
    completed: false,
    handedOff: false,
    clientMessages: 2,
    lastMessage: 'Анна',
    pendingContact: null,
  };

  it('is completed without being changed', () => {
    expect(completeState(stored)).toMatchObject({
      ...stored,
      episodeMessages: 2,
      closed: null,
      signals: {},
      takenBack: {},
    });
    expect(completeState({ version: 1, episode: 1, locale: 'ru', owner: 'assistant' })).toEqual(
      initialDialogueState('ru'),
    );
  });

  it('goes on with its open question', async () => {
    const dialogue = new TestDialogue().from(structuredClone(stored));
    const decision = await dialogue.client(phone);
    expect(kinds(decision)).toContain('createLead');
    expect(dialogue.state).toMatchObject({ completed: true, clientMessages: 3, episodeMessages: 3 });
    expect(decision.record.facts['dialogue.isNew']).toBe(false);
    expect(decision.wakeUp).toMatchObject({ timer: 'idleClose' });
  });

  it('asks again for what is missing', async () => {
    const decision = await new TestDialogue().from(structuredClone(stored)).client('потом');
    expect(only(decision, 'ask')).toMatchObject({ nodeId: 'askForPrice', slots: ['phone'] });
    expect(decision.nextState.position).toMatchObject({ asked: 2 });
  });

  it('takes every kind of event', async () => {
    const dialogue = new TestDialogue().from(structuredClone(stored));
    await dialogue.manager('Добрый день');
    expect(words(await dialogue.giveBack())).toHaveLength(1);
    expect((await dialogue.signal('x')).record.signals).toMatchObject([{ refused: 'Signal.Unknown' }]);
    expect((await dialogue.propose()).record.ignored).toBe('Proposal.Stale');
    expect(kinds(await dialogue.move('negotiation'))).toEqual([]);
  });

  it('that is parked is retried where it stopped', async () => {
    const parked = { nodeId: 'leadPrice', code: 'Flow.EdgeMissing', commands: [] };
    const position = { nodeId: 'leadPrice', enteredAt: '2026-02-01T09:00:00.000Z', asked: 0 };
    const dialogue = new TestDialogue().from({ ...structuredClone(stored), parked, position });
    const decision = await dialogue.retry('leadPrice');
    expect(kinds(decision)).not.toContain('createLead');
    expect(dialogue.state).toMatchObject({ parked: null, completed: true });
  });

  it('that was handed off calls a manager', async () => {
    const handed = { ...structuredClone(stored), position: null, completed: true, handedOff: true };
    const decision = await new TestDialogue().from(handed).client('ау');
    expect(kinds(decision)).toEqual(['callManager']);
    expect(only(decision, 'callManager').reason).toBe('Клиент ждёт менеджера и пишет снова');
  });
});
