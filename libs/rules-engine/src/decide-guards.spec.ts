import type { Command, SignalDeclaration } from '@voronka/domain';
import {
  after,
  anyMessage,
  askPhone,
  asks,
  chain,
  end,
  flowOf,
  kinds,
  node,
  only,
  reply,
  skipped,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const phone = '8 916 123-45-67';
const aside = reply('aside');
const asideEnd = node('asideEnd', 'end', {});
const tag: Command = { kind: 'addTags', tags: ['x'], nodeId: 'tag', ruleId: null };

function signal(name: string, more: Partial<SignalDeclaration> = {}): SignalDeclaration {
  return {
    name,
    title: text(name),
    sources: ['assistant', 'rule'],
    fields: [],
    cooldownSeconds: 0,
    oncePerDialogue: false,
    textRule: null,
    onStage: null,
    ...more,
  };
}

describe('beside the conversation', () => {
  it('only the trigger of the signal runs', async () => {
    const on = (name: string): ReturnType<typeof chain> =>
      chain([
        node(`on-${name}`, 'signalTrigger', { signal: name, when: null }),
        reply(`said-${name}`),
        node(`end-${name}`, 'end', {}),
      ]);
    const flow = flowOf(askPhone(), on('hot'), on('cold'));
    const dialogue = new TestDialogue({ flow, content: { signals: [signal('hot'), signal('cold')] } });
    expect(words(await dialogue.signal('hot'))).toEqual(['said-hot']);
  });

  it('only the triggers of the responsible run when that changes', async () => {
    const press = node('press', 'manualTrigger', { when: null });
    const dialogue = new TestDialogue({ flow: flowOf(askPhone(), chain([press, aside, asideEnd])) });
    expect(words(await dialogue.responsible('m'))).toEqual([]);
    expect((await dialogue.press('nowhere')).record.ignored).toBe('Trigger.Missing');
    expect(words(await dialogue.press('press'))).toEqual(['aside']);
  });

  it('only the timer that came runs, and leaves its own mark', async () => {
    const silent = node('b', 'silenceTrigger', { minutes: 5, times: 1, when: null });
    const timed = node('a', 'timerTrigger', { afterMinutes: 10, since: 'dialogueStart', when: null });
    const flow = flowOf(
      askPhone(),
      chain([silent, reply('silent'), asideEnd]),
      chain([timed, reply('timed'), node('e', 'end', {})]),
    );
    const dialogue = new TestDialogue({ flow });
    const asked = await dialogue.client('привет');
    expect(words(await dialogue.timer())).toEqual(['silent']);
    expect(dialogue.state.usedTriggers).toEqual(['start']);
    expect(dialogue.state.triggerRuns).toEqual({
      b: { times: 1, since: asked.record.event.at, at: dialogue.context.now },
    });
    expect(words(await dialogue.timer())).toEqual(['timed']);
    expect(dialogue.state.usedTriggers).toEqual(['start', 'a']);
    expect(Object.keys(dialogue.state.triggerRuns)).toEqual(['b']);
  });

  it('nothing runs on a change that is older than what is known', async () => {
    const onMove = node('onMove', 'stageMovedTrigger', { stageKeys: [], by: [], when: null });
    const dialogue = new TestDialogue({ flow: flowOf(askPhone(), chain([onMove, aside, asideEnd])) });
    expect(words(await dialogue.move('negotiation', { version: '2' }))).toEqual(['aside']);
    expect(words(await dialogue.move('decision', { version: '1' }))).toEqual([]);
    expect(words(await dialogue.move('decision', { source: 'operator', version: '1' }))).toEqual(['aside']);
  });

  it('a hand-off while the assistant is off has no words', async () => {
    const press = node('press', 'manualTrigger', { when: null });
    const human = node('human', 'handOff', { reason: text('because'), text: text('a manager comes') });
    const dialogue = new TestDialogue({ flow: flowOf(askPhone(), chain([press, human])) });
    const decision = await dialogue.given({ assistantOff: true }).press('press');
    expect(only(decision, 'handOff').text).toBeNull();
  });
});

describe('a webhook', () => {
  const call = (id: string): ReturnType<typeof node> =>
    node(id, 'callWebhook', { webhookId: id, waitForAnswer: true, answer: {} });
  const flow = chain([anyMessage(), call('one'), call('two'), reply('done'), end()], {
    'one:failed': 'end',
    'two:failed': 'end',
  });

  it('answered late moves the token of no other', async () => {
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    await dialogue.webhook('one', true);
    expect(kinds(await dialogue.webhook('one', true))).toEqual([]);
    expect(dialogue.state.position?.nodeId).toBe('two');
    const asking = new TestDialogue({ flow: flowOf(askPhone(), { nodes: [call('call')], edges: [] }) });
    await asking.client('привет');
    expect(kinds(await asking.webhook('call', true))).toEqual([]);
    expect(asking.state.position?.nodeId).toBe('phone');
  });

  it('is still waited for after another step was left out, and after its own was tried again', async () => {
    const dialogue = new TestDialogue({ flow });
    const called = await dialogue.client('привет');
    await dialogue.fails(tag);
    await dialogue.skip('tag');
    expect(dialogue.state.position).toMatchObject({ nodeId: 'one' });
    await dialogue.fails(only(called, 'callWebhook'));
    expect(kinds(await dialogue.retry('one'))).toEqual(['callWebhook']);
    expect(dialogue.state.position).toMatchObject({ nodeId: 'one' });
  });
});

describe('an incident', () => {
  it('that is left out notes the node that was not run, but not one that was', async () => {
    const hi = reply('hi');
    const missing = new TestDialogue({
      flow: chain([anyMessage(), node('sub', 'subFlow', { flowId: 'f' }), hi, end()]),
    });
    await missing.client('привет');
    expect(skipped(await missing.skip('sub'))).toEqual(['sub: Incident.SkippedByPerson']);
    const ran = new TestDialogue({
      flow: { ...askPhone(), edges: askPhone().edges.filter((edge) => edge.port !== 'collected') },
    });
    await ran.client('привет');
    await ran.client(phone);
    expect(skipped(await ran.skip('phone'))).toEqual([]);
  });

  it('settled while the assistant was off goes on with the next message', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage()], { 'start:next': 'hi' }) });
    await dialogue.client('привет');
    const mended = dialogue.movedTo({ flow: chain([anyMessage(), reply('hi'), end()]) });
    expect(kinds(await mended.given({ assistantOff: true }).retry('hi'))).toEqual([]);
    expect(words(await mended.given({ assistantOff: false }).client('ау'))).toEqual(['hi']);
  });

  it('settled while a manager leads does not open a closed dialogue', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    await dialogue.fails(tag);
    await dialogue.manager('Добрый день');
    await dialogue.timer();
    await dialogue.retry('tag');
    expect(dialogue.state.closed).toBe('idle');
  });

  it('handed over tells the deadline with the call', async () => {
    const dialogue = new TestDialogue({ flow: askPhone(), policies: { answerWithinMinutes: 5 } });
    await dialogue.client('привет');
    expect(only(await dialogue.handOver('phone'), 'handOff').deadlineAt).toBe(after(dialogue.context.now, 5));
    const without = new TestDialogue({ flow: askPhone() });
    await without.client('привет');
    expect(only(await without.handOver('phone'), 'handOff')).not.toHaveProperty('deadlineAt');
  });
});

describe('the conversation on the card', () => {
  const attached = { lead: 'open', stageKey: 'unsorted', historyAttached: true } as const;
  const history = node('history', 'attachHistory', {});

  it('is not kept true where the policy says so, which the record tells of its node', async () => {
    const flow = chain([anyMessage(), asks('phone', ['phone']), history, end()]);
    const dialogue = new TestDialogue({ flow, policies: { history: false } }).given(attached);
    const decision = await dialogue.client('привет');
    expect(kinds(decision)).toEqual(['ask']);
    expect(skipped(decision)).toEqual(['history: Policy.HistoryOff']);
    const without = new TestDialogue({ flow: askPhone(), policies: { history: false } }).given(attached);
    expect(skipped(await without.client('привет'))).toEqual([]);
  });

  it('is not touched by what says nothing, nor on a card that was lost', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() }).given(attached);
    await dialogue.client('привет');
    expect(kinds(await dialogue.move('negotiation'))).toEqual([]);
    await dialogue.manager('Добрый день');
    dialogue.given({ lead: 'lost', stageKey: 'lost' });
    expect(kinds(await dialogue.manager('До свидания'))).toEqual([]);
  });
});

describe('timers that come late', () => {
  it('run when they are due by then, whatever moment they were meant for', async () => {
    const silence = { remindAfterMinutes: 10, reminders: [text('still there?')], closeAfterMinutes: 600 };
    const dialogue = new TestDialogue({ flow: askPhone({ silence }) });
    await dialogue.client('привет');
    const dueAt = dialogue.wakeUp?.at ?? '';
    await dialogue.later(5).client('потом');
    const late = await dialogue.later(20).on({ kind: 'timer', timer: 'askReminder', key: 'phone', dueAt });
    expect(words(late)).toEqual(['still there?']);
  });

  it('of an escalated hand-off are over after the third', async () => {
    const human = node('human', 'handOff', { reason: text('because'), text: null, answerWithinMinutes: 5 });
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), human]) });
    await dialogue.client('привет');
    for (let level = 0; level < 3; level += 1) await dialogue.timer();
    expect(dialogue.state.handOff).toMatchObject({ escalations: 3, deadlineAt: null });
  });

  it('of a question whose time ran out while the assistant was off come again', async () => {
    const silence = { remindAfterMinutes: 10, reminders: [], closeAfterMinutes: 60 };
    const dialogue = new TestDialogue({ flow: askPhone({ silence }) });
    await dialogue.client('привет');
    expect(kinds(await dialogue.given({ assistantOff: true }).timer())).toEqual([]);
    expect(dialogue.state.closed).toBeNull();
    expect(words(await dialogue.given({ assistantOff: false }).timer())).toEqual(['quiet']);
  });

  it('of a wait closed for idleness end when what it waited for happens: the dialogue is open again', async () => {
    const wait = node('wait', 'wait', {
      for: { kind: 'event', events: ['signal'], signal: 'hot', timeoutMinutes: 60 },
    });
    const dialogue = new TestDialogue({
      flow: chain([anyMessage(), wait, reply('over'), end()], { 'wait:timeout': 'end' }),
      policies: { closeAfterDays: 1 },
      content: { signals: [signal('hot')] },
    });
    await dialogue.client('привет');
    await dialogue.manager('Добрый день');
    await dialogue.timer();
    dialogue.from({ ...dialogue.state, owner: 'assistant' });
    expect(dialogue.state.closed).toBe('idle');
    expect(words(await dialogue.signal('hot'))).toEqual(['over']);
    expect(dialogue.state.closed).toBeNull();
  });
});
