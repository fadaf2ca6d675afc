import type { Command, ConditionTree, DialogueEventBody } from '@voronka/domain';
import { decide, priceAndContactFlow, stepBudget } from '@voronka/domain';
import {
  anyMessage,
  chain,
  kinds,
  node,
  now,
  only,
  parseDate,
  parsePhone,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const stop = ['raiseIncident', 'callManager'];
const priceOnly = { fact: 'message.text', operator: 'hasAnyWord' as const, value: ['цена'] };

describe('a flow that cannot go on parks the token, raises an incident and calls a manager', () => {
  it('no trigger fires', async () => {
    const flow = chain([anyMessage({ when: priceOnly }), node('end', 'end', {})]);
    const dialogue = new TestDialogue({ flow });
    const decision = await dialogue.client('привет');
    expect(kinds(decision)).toEqual(stop);
    expect(only(decision, 'raiseIncident').code).toBe('Flow.NoTriggerMatched');
    expect(dialogue.state.parked).toEqual({ nodeId: 'triggers', code: 'Flow.NoTriggerMatched', commands: [] });
    expect(decision.record.path).toMatchObject([{ nodeId: 'triggers', choice: { chosenRuleId: null }, edge: null }]);
  });

  it('an edge is missing', async () => {
    const flow = chain([anyMessage(), node('hi', 'reply', { text: text('hi') })]);
    const dialogue = new TestDialogue({ flow });
    const decision = await dialogue.client('привет');
    expect(kinds(decision)).toEqual(['reply', ...stop]);
    expect(only(decision, 'raiseIncident')).toMatchObject({ code: 'Flow.EdgeMissing', nodeId: 'hi' });
    expect(dialogue.state).toMatchObject({ parked: { nodeId: 'hi' }, position: { nodeId: 'hi' }, completed: false });
  });

  it('the edge of the trigger is missing', async () => {
    const dialogue = new TestDialogue({ flow: { nodes: [anyMessage()], edges: [] } });
    expect(only(await dialogue.client('привет'), 'raiseIncident')).toMatchObject({
      code: 'Flow.EdgeMissing',
      nodeId: 'start',
    });
  });

  it('a node is missing', async () => {
    const flow = chain([anyMessage()], { 'start:next': 'gone' });
    const decision = await new TestDialogue({ flow }).client('привет');
    expect(only(decision, 'raiseIncident')).toMatchObject({ code: 'Flow.NodeMissing', nodeId: 'gone' });
  });

  it('the nodes go round in a circle', async () => {
    const flow = chain([anyMessage(), node('a', 'reply', { text: text('a') })], { 'a:next': 'a' });
    const dialogue = new TestDialogue({ flow });
    const decision = await dialogue.client('привет');
    expect(only(decision, 'raiseIncident').code).toBe('Flow.StepBudgetSpent');
    expect(words(decision)).toHaveLength(stepBudget);
    expect(dialogue.state.parked?.nodeId).toBe('a');
  });

  it.each<[string, ConditionTree]>([
    ['a fact that nobody declared', { fact: 'nowhere', operator: 'equal', value: 1 }],
    ['a pattern that does not compile', { fact: 'message.text', operator: 'matchesPattern', value: '(' }],
    ['an empty group', { all: [] }],
  ])('a rule cannot be run: %s', async (_what, conditions) => {
    const outputs = [{ port: 'x', title: text('x'), priority: 1, conditions }];
    const flow = chain([anyMessage(), node('rule', 'rule', { outputs }), node('end', 'end', {})]);
    const decision = await new TestDialogue({ flow }).client('привет');
    expect(only(decision, 'raiseIncident')).toMatchObject({ code: 'Flow.Invalid', nodeId: 'rule' });

    const trigger = chain([anyMessage({ when: conditions }), node('end', 'end', {})]);
    const parked = await new TestDialogue({ flow: trigger }).client('привет');
    expect(only(parked, 'raiseIncident')).toMatchObject({ code: 'Flow.Invalid', nodeId: 'triggers' });
  });

  it('a fault of the evaluator is no incident of the flow: it is thrown, and the step is tried again', async () => {
    const dialogue = new TestDialogue();
    const event = { kind: 'clientMessage', messageId: 'm', text: 'привет', seq: 1, at: now } as const;
    const evaluate = (): Promise<never> => Promise.reject(new Error('out of memory'));
    const decided = decide(dialogue.bundle, dialogue.state, event, {
      evaluate,
      parsePhone,
      parseDate,
      context: dialogue.context,
    });
    await expect(decided).rejects.toThrow('out of memory');
  });

  it('the token stands at a node that the flow no longer has', async () => {
    const dialogue = new TestDialogue();
    dialogue.state = { ...dialogue.state, position: { nodeId: 'old', enteredAt: '', asked: 1 } };
    expect(only(await dialogue.client('привет'), 'raiseIncident')).toMatchObject({
      code: 'Flow.NodeMissing',
      nodeId: 'old',
    });
  });

  it('a parked dialogue calls a manager for each message and says nothing', async () => {
    const dialogue = new TestDialogue({ flow: { nodes: [anyMessage()], edges: [] } });
    await dialogue.client('привет');
    expect(kinds(await dialogue.client('ау'))).toEqual(['callManager']);
    expect(kinds(await dialogue.giveBack())).toEqual([]);
  });
});

describe('a retry', () => {
  const hi = node('hi', 'reply', { text: text('hi') });
  const end = node('end', 'end', {});

  function onNewBundle(dialogue: TestDialogue, flow: ReturnType<typeof chain>): TestDialogue {
    const next = new TestDialogue({ flow });
    next.state = dialogue.state;
    return next;
  }

  it('goes on from a missing edge without saying things twice', async () => {
    const broken = new TestDialogue({ flow: chain([anyMessage(), hi]) });
    await broken.client('привет');
    const mended = onNewBundle(broken, chain([anyMessage(), hi, node('more', 'reply', { text: text('more') }), end]));
    const decision = await mended.retry('hi');
    expect(words(decision)).toEqual(['more']);
    expect(mended.state).toMatchObject({ parked: null, position: null, completed: true });
  });

  it('enters a node that was missing', async () => {
    const broken = new TestDialogue({ flow: chain([anyMessage()], { 'start:next': 'hi' }) });
    await broken.client('привет');
    const mended = onNewBundle(broken, chain([anyMessage(), hi, end]));
    expect(words(await mended.retry('hi'))).toEqual(['hi']);
  });

  it('tries the triggers again with the message that was not answered', async () => {
    const broken = new TestDialogue({ flow: chain([anyMessage({ when: priceOnly }), hi, end]) });
    await broken.client('сколько стоит');
    const words2 = { ...priceOnly, value: ['стоит'] };
    const mended = onNewBundle(broken, chain([anyMessage({ when: words2 }), hi, end]));
    expect(words(await mended.retry('triggers'))).toEqual(['hi']);
    expect(mended.state).toMatchObject({ parked: null, usedTriggers: ['start'], completed: true });
  });

  it('parks again when nothing was mended', async () => {
    const dialogue = new TestDialogue({ flow: { nodes: [anyMessage()], edges: [] } });
    await dialogue.client('привет');
    expect(kinds(await dialogue.retry('start'))).toEqual(stop);
    expect(dialogue.state.parked?.nodeId).toBe('start');
  });

  it('leaves an ask whose way out was missing by that way, without asking again', async () => {
    const ask = node('ask', 'ask', { slots: ['phone'], attempts: 1, question: text('phone?'), again: [] });
    const broken = new TestDialogue({ flow: chain([anyMessage(), ask, end], { 'ask:gaveUp': null }) });
    await broken.client('привет');
    await broken.client('не скажу');
    expect(broken.state.parked).toMatchObject({ nodeId: 'ask', code: 'Flow.EdgeMissing' });
    const human = node('human', 'handOff', { reason: text('why'), text: text('bye') });
    const mended = onNewBundle(broken, chain([anyMessage(), ask, end, human], { 'ask:gaveUp': 'human' }));
    expect(words(await mended.retry('ask'))).toEqual(['bye']);
  });

  it('does nothing when it was retried already', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    expect(kinds(await dialogue.retry('askForPrice'))).toEqual([]);
    expect(dialogue.state.position?.asked).toBe(1);
  });

  it('waits for the return while a manager leads, and goes on then', async () => {
    const broken = new TestDialogue({ flow: chain([anyMessage()], { 'start:next': 'hi' }) });
    await broken.client('привет');
    await broken.manager('Добрый день');
    const mended = onNewBundle(broken, chain([anyMessage(), hi, end]));
    expect(kinds(await mended.retry('hi'))).toEqual([]);
    expect(words(await mended.giveBack())).toEqual(['hi']);
  });
});

describe('a step that failed for good', () => {
  async function failed(): Promise<{ dialogue: TestDialogue; undone: Command[] }> {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    const decision = await dialogue.client('Анна, 89161234567');
    const index = decision.commands.findIndex((command) => command.kind === 'createLead');
    const undone = decision.commands.slice(index).filter((command) => command.kind !== 'reply');
    const event = {
      kind: 'stepFailed',
      turn: 2,
      index,
      nodeId: 'leadPrice',
      code: 'Crm.Rejected',
      commands: undone,
    } as const;
    expect(kinds(await dialogue.on(event))).toEqual(stop);
    return { dialogue, undone };
  }

  it('parks the dialogue with what is left to do', async () => {
    const { dialogue, undone } = await failed();
    expect(dialogue.state.parked).toEqual({ nodeId: 'leadPrice', code: 'Crm.Rejected', commands: undone });
    expect(dialogue.state.completed).toBe(true);
    expect(kinds(await dialogue.client('ну что?'))).toEqual(['callManager']);
  });

  it('is done again on a retry, with all that came after it, and no word is said twice', async () => {
    const { dialogue, undone } = await failed();
    const retried = await dialogue.retry('leadPrice');
    expect(retried.commands).toEqual(undone);
    expect(words(retried)).toEqual([]);
    expect(dialogue.state.parked).toBeNull();
  });

  it('is not done again without permission', async () => {
    const { dialogue } = await failed();
    dialogue.context = {
      ...dialogue.context,
      permissions: new TestDialogue({ mode: 'withoutCrm' }).context.permissions,
    };
    const retried = await dialogue.retry('leadPrice');
    expect(kinds(retried)).toEqual([]);
    expect(new Set(retried.record.skipped.map((step) => step.reason))).toEqual(new Set(['Permission.ModeWithoutCrm']));
  });

  it('loses no answer that came meanwhile', async () => {
    const dialogue = new TestDialogue();
    await dialogue.client('Сколько стоит?');
    await dialogue.on({ kind: 'stepFailed', turn: 1, index: 0, nodeId: 'x', code: 'Crm.Rejected', commands: [] });
    expect(kinds(await dialogue.client('меня зовут Анна, 89161234567'))).toEqual(['callManager']);
    expect(kinds(await dialogue.retry('x'))).toContain('createLead');

    const waiting = new TestDialogue();
    await waiting.client('Сколько стоит?');
    await waiting.on({ kind: 'stepFailed', turn: 1, index: 0, nodeId: 'x', code: 'Crm.Rejected', commands: [] });
    expect(words(await waiting.retry('x'))).toEqual([]);
    expect(kinds(await waiting.client('Анна, 89161234567'))).toContain('createLead');
  });

  it('adds to what an earlier failure left', async () => {
    const { dialogue, undone } = await failed();
    const tag: Command = { kind: 'addTags', tags: ['x'], nodeId: 'tagsPrice', ruleId: null };
    await dialogue.on({
      kind: 'stepFailed',
      turn: 1,
      index: 0,
      nodeId: 'tagsPrice',
      code: 'Crm.TimedOut',
      commands: [tag],
    });
    expect(dialogue.state.parked?.nodeId).toBe('leadPrice');
    expect((await dialogue.retry('leadPrice')).commands).toEqual([...undone, tag]);
  });

  it('words that could not be delivered are said again only while the assistant leads', async () => {
    const reply: Command = { kind: 'reply', text: 'Спасибо', nodeId: 'thanks', ruleId: null };
    const event: DialogueEventBody = {
      kind: 'stepFailed',
      turn: 2,
      index: 7,
      nodeId: 'thanks',
      code: 'Channel.DeliveryFailed',
      commands: [reply],
    };
    const dialogue = new TestDialogue();
    await dialogue.on(event);
    expect(words(await dialogue.retry('thanks'))).toEqual(['Спасибо']);
    await dialogue.on(event);
    await dialogue.manager('Я здесь');
    expect(words(await dialogue.retry('thanks'))).toEqual([]);
  });
});

describe('two questions swapped in the flow change what is asked', () => {
  it('and nothing else', async () => {
    const flow = structuredClone(priceAndContactFlow);
    const asks = flow.nodes.filter((candidate) => candidate.kind === 'ask');
    const [first, second] = asks;
    if (!first || !second) throw new Error('the demo flow has two questions');
    [first.config.question, second.config.question] = [second.config.question, first.config.question];
    expect(words(await new TestDialogue({ flow }).client('Сколько стоит?'))[0]).toMatch(/^Здравствуйте/);
  });
});
