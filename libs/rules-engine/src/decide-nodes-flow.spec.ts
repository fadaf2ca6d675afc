import type { FlowNode, NodeConfigs } from '@voronka/domain';
import {
  anyMessage,
  chain,
  end,
  incidents,
  kinds,
  node,
  only,
  reply,
  skipped,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

describe('a hand-off', () => {
  const human = (config: Partial<NodeConfigs['handOff']> = {}): FlowNode =>
    node('human', 'handOff', { reason: text('because'), text: text('a manager comes'), ...config });

  it('says its words, calls a manager with the reason, and ends the flow', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), human()]) });
    const decision = await dialogue.client('привет');
    expect(only(decision, 'handOff')).toEqual({
      kind: 'handOff',
      nodeId: 'human',
      ruleId: 'start:next',
      reason: 'because',
      text: 'a manager comes',
    });
    expect(dialogue.state).toMatchObject({ handedOff: true, completed: true, position: null, owner: 'assistant' });
  });

  it('silences the assistant, also where a trigger may fire again', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage({ oncePerEpisode: false }), human()]) });
    await dialogue.client('привет');
    const again = await dialogue.client('ау');
    expect(kinds(again)).toEqual(['callManager']);
    expect(only(again, 'callManager').reason).toBe('Клиент ждёт менеджера и пишет снова');
  });

  it('puts a to-do into the CRM where that is wished for and permitted', async () => {
    const flow = chain([anyMessage(), human({ task: true, answerWithinMinutes: 30 })]);
    const decision = await new TestDialogue({ flow }).client('привет');
    expect(only(decision, 'createTask')).toMatchObject({
      text: 'because',
      deadlineAt: only(decision, 'handOff').deadlineAt,
    });
    const denied = await new TestDialogue({ flow, mode: 'collectsContacts' }).client('привет');
    expect(kinds(denied)).toEqual(['handOff']);
    expect(denied.record.skipped).toEqual([{ nodeId: 'human', kind: 'createTask', reason: 'Permission.ModeTooLow' }]);
  });
});

describe('the other nodes', () => {
  it('an end closes the dialogue where it says so', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), reply('bye'), end({ close: true })]) });
    const decision = await dialogue.client('привет');
    expect(kinds(decision)).toEqual(['reply', 'closeDialogue']);
    expect(only(decision, 'closeDialogue')).toMatchObject({ reason: 'done', nodeId: 'end' });
    expect(dialogue.state).toMatchObject({ closed: 'done', completed: true, position: null });
    expect(dialogue.wakeUp).toBeNull();
  });

  it('an end leaves the dialogue open otherwise', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), end()]) });
    expect(kinds(await dialogue.client('привет'))).toEqual([]);
    expect(dialogue.state).toMatchObject({ closed: null, completed: true });
  });

  it('a return to an assistant that leads already is left out', async () => {
    const flow = chain([anyMessage(), node('back', 'returnToAssistant', {}), end()]);
    const decision = await new TestDialogue({ flow }).client('привет');
    expect(kinds(decision)).toEqual([]);
    expect(skipped(decision)).toEqual(['back: Step.AssistantLeadsAlready']);
  });

  it('a sub-flow that was not drawn in is an incident', async () => {
    const flow = chain([anyMessage(), node('sub', 'subFlow', { flowId: 'other' }), end()]);
    const dialogue = new TestDialogue({ flow });
    expect(incidents(await dialogue.client('привет'))).toEqual(['Flow.SubFlowMissing']);
    expect(dialogue.state.parked).toMatchObject({ nodeId: 'sub', code: 'Flow.SubFlowMissing' });
  });

  it('a trigger that the walk comes to is passed', async () => {
    const flow = chain([anyMessage(), node('press', 'manualTrigger', { when: null }), reply('hi'), end()]);
    expect(words(await new TestDialogue({ flow }).client('привет'))).toEqual(['hi']);
  });

  it('a new-dialogue trigger starts the flow once in an episode', async () => {
    const begin = node('begin', 'newDialogueTrigger', { when: null, priority: 2 });
    const any = node('any', 'clientMessageTrigger', { when: null, oncePerEpisode: false, priority: 1 });
    const flow = chain([begin, reply('welcome'), end(), any, reply('again')], { 'again:next': 'end' });
    const dialogue = new TestDialogue({ flow });
    expect(words(await dialogue.client('раз'))).toEqual(['welcome']);
    expect(words(await dialogue.client('два'))).toEqual(['again']);
    dialogue.given({ lead: 'won', stageKey: 'won' });
    expect(words(await dialogue.client('три'))).toEqual(['welcome']);
  });

  it("a new-dialogue trigger starts the flow when the first message was a manager's to answer", async () => {
    const flow = chain([node('begin', 'newDialogueTrigger', { when: null, priority: 2 }), reply('welcome'), end()]);
    const dialogue = new TestDialogue({ flow });
    await dialogue.manager('Здравствуйте');
    await dialogue.client('раз');
    expect(words(await dialogue.giveBack())).toEqual(['welcome']);
  });
});

describe('a webhook', () => {
  const call = (waitForAnswer: boolean): FlowNode =>
    node('call', 'callWebhook', { webhookId: 'hook', waitForAnswer, answer: { city: 'town' } });
  const flow = (waitForAnswer: boolean): ReturnType<typeof chain> => ({
    ...chain(
      [anyMessage(), call(waitForAnswer), reply('done', 'done {{fields.city}}'), end(), reply('failed')],
      waitForAnswer ? { 'call:failed': 'failed', 'failed:next': 'end' } : {},
    ),
    fields: [{ key: 'city', title: text('city'), type: 'string' as const, default: '-' }],
  });

  it('is sent with what is known, and the flow goes on at once', async () => {
    const dialogue = new TestDialogue({ flow: flow(false) });
    const decision = await dialogue.client('меня зовут Анна');
    expect(only(decision, 'callWebhook')).toMatchObject({
      webhookId: 'hook',
      waitForAnswer: false,
      payload: {
        name: 'Анна',
        channel: 'Сайт',
        locale: 'ru',
        episode: 1,
        stage: null,
        score: null,
        tags: '',
        message: 'меня зовут Анна',
      },
    });
    expect(words(decision)).toEqual(['done -']);
  });

  it('tells its fields and the stage of the card', async () => {
    const dialogue = new TestDialogue({ flow: flow(false) });
    await dialogue.on({ kind: 'fieldsChanged', fields: { city: 'Тула', unknown: 'x' }, by: 'somebody' });
    const decision = await dialogue.given({ lead: 'open', stageKey: 'negotiation' }).client('привет');
    expect(only(decision, 'callWebhook').payload).toMatchObject({ 'fields.city': 'Тула', stage: 'negotiation' });
    expect(only(decision, 'callWebhook').payload).not.toHaveProperty('fields.unknown');
  });

  it('is waited for where the node says so; its values go into the fields', async () => {
    const dialogue = new TestDialogue({ flow: flow(true) });
    expect(kinds(await dialogue.client('привет'))).toEqual(['callWebhook']);
    expect(dialogue.state.position).toMatchObject({ nodeId: 'call' });
    expect(kinds(await dialogue.client('ау'))).toEqual([]);
    const answered = await dialogue.webhook('call', true, { town: 'Тула', other: 1 });
    expect(words(answered)).toEqual(['done Тула']);
    expect(dialogue.state).toMatchObject({ fields: { city: 'Тула' }, completed: true });
  });

  it('that fails leaves by its own way', async () => {
    const dialogue = new TestDialogue({ flow: flow(true) });
    await dialogue.client('привет');
    expect(words(await dialogue.webhook('call', false))).toEqual(['failed']);
  });

  it('drops values of a wrong type', async () => {
    const dialogue = new TestDialogue({ flow: flow(true) });
    await dialogue.client('привет');
    expect(words(await dialogue.webhook('call', true, { town: 7 }))).toEqual(['done -']);
  });

  it('answered while a manager leads goes on when the dialogue is given back', async () => {
    const dialogue = new TestDialogue({ flow: flow(true) });
    await dialogue.client('привет');
    await dialogue.manager('я отвечу');
    expect(kinds(await dialogue.webhook('call', false))).toEqual([]);
    expect(dialogue.state.position).toMatchObject({ nodeId: 'call', met: 'failed' });
    expect(words(await dialogue.giveBack())).toEqual(['failed']);
  });

  it('answered when the token is elsewhere only brings its values', async () => {
    const dialogue = new TestDialogue({ flow: flow(false) });
    await dialogue.client('привет');
    const late = await dialogue.webhook('call', true, { town: 'Тула' });
    expect(kinds(late)).toEqual([]);
    expect(dialogue.state.fields).toEqual({ city: 'Тула' });
    expect(kinds(await dialogue.webhook('nowhere', true, { town: 'x' }))).toEqual([]);
  });
});
