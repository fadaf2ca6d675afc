import type { FlowNode } from '@voronka/domain';
import {
  anyMessage,
  askPhone,
  asks,
  chain,
  end,
  flowOf,
  incidents,
  is,
  kinds,
  node,
  path,
  reply,
  says,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const wait = (id: string): FlowNode => node(id, 'wait', { for: { kind: 'duration', minutes: 60 } });
const call = node('call', 'callWebhook', { webhookId: 'hook', waitForAnswer: true, answer: {} });
const hours = node('hours', 'wait', { for: { kind: 'businessHours' } });
const press = node('press', 'manualTrigger', { when: null });

describe('the path of a decision ends with the node at which it stopped', () => {
  it.each<[string, FlowNode, string]>([
    ['a question', asks('stop', ['phone']), 'stop'],
    ['a wait', wait('stop'), 'stop'],
    ['a webhook', node('stop', 'callWebhook', { webhookId: 'hook', waitForAnswer: true, answer: {} }), 'stop'],
    ['a hand-off', node('stop', 'handOff', { reason: text('x'), text: null }), 'stop'],
    ['an end', node('stop', 'end', {}), 'stop'],
    ['a sub-flow', node('stop', 'subFlow', { flowId: 'f' }), 'stop'],
    [
      'a rule that cannot be run',
      node('stop', 'rule', {
        outputs: [{ port: 'p', title: text('p'), priority: 1, conditions: is('nowhere', 1) }],
      }),
      'stop',
    ],
    [
      'a qualification that cannot be run',
      node('stop', 'qualify', {
        score: 1,
        reasons: [],
        criteria: [{ points: 1, reason: text('x'), when: is('nowhere', 1) }],
      }),
      'stop',
    ],
    ['a step without a way out', reply('stop'), 'stop'],
  ])('%s', async (_what, stop, last) => {
    const decision = await new TestDialogue({ flow: chain([anyMessage(), reply('hi'), stop]) }).client('привет');
    expect(path(decision)).toEqual(['start', 'hi', last]);
    expect(decision.record.path.at(-1)).toMatchObject({ nodeId: last, edge: null });
  });

  it('a wait that never ends', async () => {
    const calendar = { timeZone: 'Europe/Moscow', week: [], holidays: [] };
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), hours, end()]), content: { calendar } });
    expect(path(await dialogue.client('привет'))).toEqual(['start', 'hours']);
  });

  it('a question asked again', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    const again = await dialogue.client('потом');
    expect(again.record.path).toMatchObject([{ nodeId: 'phone', edge: null, choice: { chosenRuleId: 'phone:again' } }]);
    const back = await dialogue.client('Сколько стоит?');
    expect(back.record.path).toMatchObject([{ nodeId: 'phone', edge: null, choice: null }]);
  });

  it('the place where it would have waited beside the conversation', async () => {
    for (const stop of [wait('stop'), asks('stop', ['email'])]) {
      const dialogue = new TestDialogue({ flow: flowOf(askPhone(), chain([press, stop])) });
      await dialogue.client('привет');
      const decision = await dialogue.press('press');
      expect(path(decision)).toEqual(['press', 'stop']);
      expect(incidents(decision)).toEqual(['Flow.SideRunWaits']);
    }
  });

  it('a webhook that is waited for, which a run beside may not', async () => {
    const dialogue = new TestDialogue({ flow: flowOf(askPhone(), chain([press, call])) });
    await dialogue.client('привет');
    const decision = await dialogue.press('press');
    expect(incidents(decision)).toEqual(['Flow.SideRunWaits']);
    expect(kinds(decision)).not.toContain('callWebhook');
    expect(dialogue.state.position?.nodeId).toBe('phone');
  });
});

describe('of two branches', () => {
  const outputs = ['one', 'two'].map((port, at) => {
    return { port, title: text(port), priority: 9 - at, conditions: says('раз') };
  });
  const both = (first: FlowNode[], second: FlowNode[]): ReturnType<typeof chain> =>
    chain([anyMessage(), node('rule', 'rule', { outputs, policy: 'all' }), ...first, end(), ...second], {
      'rule:one': first[0]?.id ?? 'end',
      'rule:two': second[0]?.id ?? 'end',
      'rule:otherwise': 'end',
      [`${second.at(-1)?.id ?? ''}:next`]: 'end',
    });

  it('one waits, whatever it waits for', async () => {
    for (const first of [wait('a'), call, asks('a', ['phone'])]) {
      for (const second of [wait('b'), asks('b', ['email'])]) {
        const dialogue = new TestDialogue({ flow: both([first], [second]) });
        const decision = await dialogue.client('раз');
        expect(incidents(decision)).toEqual(['Flow.TwoBranchesWait']);
        expect(dialogue.state.position?.nodeId).toBe(first.id);
      }
    }
  });

  it('one waits, though the other passed a wait that was over', async () => {
    for (const [first, second] of [
      [[hours], [wait('b')]],
      [[wait('b')], [reply('x')]],
    ] as const) {
      const dialogue = new TestDialogue({ flow: both([...first], [...second]) });
      const decision = await dialogue.client('раз');
      expect(incidents(decision)).toEqual([]);
      expect(dialogue.state).toMatchObject({ completed: false, position: { nodeId: 'b' } });
    }
  });

  it('the last that stops leaves nothing to come back to', async () => {
    const dialogue = new TestDialogue({ flow: both([reply('a')], [node('sub', 'subFlow', { flowId: 'f' })]) });
    await dialogue.client('раз');
    expect(dialogue.state.parked).toMatchObject({ nodeId: 'sub' });
    expect(dialogue.state.parked).not.toHaveProperty('rest');
  });

  it('beside a parked conversation, what one leaves is not taken for its own', async () => {
    const stuck = node('sub', 'subFlow', { flowId: 'f' });
    const aside = flowOf(both([stuck], [reply('b')]));
    const [, rule, ...others] = aside.nodes;
    const beside = {
      nodes: [press, ...(rule ? [rule] : []), ...others],
      edges: aside.edges.map((edge) => (edge.source === 'start' ? { ...edge, source: 'press' } : edge)),
    };
    const dialogue = new TestDialogue({
      flow: flowOf(chain([anyMessage({ oncePerEpisode: false })], { 'start:next': 'gone' }), beside),
    });
    await dialogue.client('раз');
    expect(dialogue.state.parked).toMatchObject({ nodeId: 'gone' });
    expect(words(await dialogue.press('press'))).toEqual(['b']);
    expect(dialogue.state.parked).not.toHaveProperty('rest');
  });
});

describe('facts', () => {
  it('of a card are those of the moment, also where nothing else changed', async () => {
    const moved = (id: string, stage: string): FlowNode =>
      node(id, 'rule', { outputs: [{ port: 'there', title: text(id), priority: 1, conditions: is('stage', stage) }] });
    const flow = chain(
      [
        anyMessage(),
        moved('before', 'unsorted'),
        node('move', 'moveStage', { stageKey: 'decision' }),
        moved('after', 'decision'),
        reply('moved'),
        end(),
      ],
      { 'before:otherwise': 'end', 'after:otherwise': 'end' },
    );
    const dialogue = new TestDialogue({ flow }).given({ lead: 'open', stageKey: 'unsorted' });
    expect(words(await dialogue.client('привет'))).toEqual(['moved']);
  });

  it('of an occasion are those of the run that is about it', async () => {
    const on = (name: string): ReturnType<typeof chain> =>
      chain([
        node(`on-${name}`, 'signalTrigger', { signal: name, when: is('signal.name', name) }),
        reply(`said-${name}`),
        node(`end-${name}`, 'end', {}),
      ]);
    const raise = (name: string): FlowNode => node(`raise-${name}`, 'raiseSignal', { signal: name });
    const flow = flowOf(chain([anyMessage(), raise('hot'), raise('cold'), end()]), on('hot'), on('cold'));
    const signals = ['hot', 'cold'].map((name) => ({
      name,
      title: text(name),
      sources: ['rule' as const],
      fields: [],
      cooldownSeconds: 0,
      oncePerDialogue: false,
      textRule: null,
      onStage: null,
    }));
    const dialogue = new TestDialogue({ flow, content: { signals } });
    expect(words(await dialogue.client('привет'))).toEqual(['said-hot', 'said-cold']);
  });
});

it('the contact that was owed is made at the end of the flow', async () => {
  const flow = chain([anyMessage(), node('contact', 'findOrCreateContact', {}), reply('bye'), end()]);
  expect(kinds(await new TestDialogue({ flow }).client('привет'))).toEqual(['reply', 'findOrCreateContact']);
});

it('a second conversation on the card in one decision is attached once', async () => {
  const flow = chain([anyMessage(), node('history', 'attachHistory', {}), end()]);
  const dialogue = new TestDialogue({ flow }).given({ lead: 'open', stageKey: 'unsorted', historyAttached: true });
  expect(kinds(await dialogue.client('привет'))).toEqual(['attachHistory']);
});
