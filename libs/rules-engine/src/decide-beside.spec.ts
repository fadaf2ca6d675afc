import type { FlowGraph, FlowNode } from '@voronka/domain';
import type { FixtureOptions } from './testing/dialogue-fixture.ts';
import {
  askPhone,
  asks,
  chain,
  flowOf,
  incidents,
  is,
  kinds,
  node,
  only,
  path,
  reply,
  skipped,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const aside = reply('aside');
const asideEnd = node('asideEnd', 'end', {});

/** A conversation that asks for a phone, and a run beside it. */
function with_(trigger: FlowNode, ...steps: FlowNode[]): FlowGraph {
  return flowOf(askPhone(), chain([trigger, ...steps, asideEnd]));
}

async function asked(flow: FlowGraph, options: FixtureOptions = {}): Promise<TestDialogue> {
  const dialogue = new TestDialogue({ flow, ...options });
  await dialogue.client('привет');
  return dialogue;
}

const signals = [
  {
    name: 'ready',
    title: text('ready'),
    sources: ['assistant' as const, 'operator' as const, 'rule' as const],
    fields: [],
    cooldownSeconds: 0,
    oncePerDialogue: false,
    textRule: null,
    onStage: null,
  },
];
const content = { signals };
const onSignal = node('onSignal', 'signalTrigger', { signal: 'ready', when: null });
const press = node('press', 'manualTrigger', { when: null });

interface Occasion {
  name: string;
  trigger: FlowNode;
  happens: (dialogue: TestDialogue) => ReturnType<TestDialogue['client']>;
}

const occasions: Occasion[] = [
  { name: 'a signal', trigger: onSignal, happens: (dialogue) => dialogue.signal('ready') },
  {
    name: 'a move in the CRM',
    trigger: node('onMove', 'stageMovedTrigger', { stageKeys: [], by: [], when: null }),
    happens: (dialogue) => dialogue.move('negotiation'),
  },
  {
    name: 'another responsible',
    trigger: node('onResponsible', 'responsibleChangedTrigger', { when: null }),
    happens: (dialogue) => dialogue.responsible('other', { source: 'crm' }),
  },
  {
    name: 'a timer',
    trigger: node('onTimer', 'timerTrigger', { afterMinutes: 5, since: 'dialogueStart', when: null }),
    happens: (dialogue) => dialogue.timer(),
  },
  {
    name: 'silence',
    trigger: node('onSilence', 'silenceTrigger', { minutes: 5, times: 1, when: null }),
    happens: (dialogue) => dialogue.timer(),
  },
  { name: 'a button', trigger: press, happens: (dialogue) => dialogue.press('press') },
];

describe.each(occasions)('what runs beside the conversation on $name', ({ trigger, happens }) => {
  it('runs to its end and leaves the token where it was', async () => {
    const dialogue = await asked(with_(trigger, aside), { content });
    const before = dialogue.state.position;
    const decision = await happens(dialogue);
    expect(words(decision)).toEqual(['aside']);
    expect(dialogue.state.position).toEqual(before);
    expect(dialogue.state.completed).toBe(false);
    expect(decision.record.path.map(({ nodeId, beside }) => [nodeId, beside])).toEqual([
      [trigger.id, true],
      ['aside', true],
      ['asideEnd', true],
    ]);
    expect(words(await dialogue.client('8 916 123-45-67'))).toEqual(['thanks']);
  });

  it('is silent while a manager leads, and does its other steps', async () => {
    const dialogue = await asked(with_(trigger, aside, node('tag', 'addTags', { tags: ['x'] })), { content });
    await dialogue.manager('Добрый день');
    const decision = await happens(dialogue);
    expect(words(decision)).toEqual([]);
    expect(kinds(decision)).toContain('addTags');
    expect(skipped(decision)).toContain('aside: Owner.Manager');
    expect(dialogue.state).toMatchObject({ owner: 'manager', tags: ['x'], position: { nodeId: 'phone' } });
  });

  it('stops with an incident at a node that waits; the conversation goes on', async () => {
    const dialogue = await asked(with_(trigger, asks('email', ['email']), aside), { content });
    const decision = await happens(dialogue);
    expect(incidents(decision)).toEqual(['Flow.SideRunWaits']);
    expect(words(decision)).toEqual([]);
    expect(dialogue.state).toMatchObject({ parked: null, position: { nodeId: 'phone' } });
    expect(words(await dialogue.client('8 916 123-45-67'))).toEqual(['thanks']);
  });

  it('runs only when its condition holds; the record tells why not', async () => {
    const when = is('slots.email.known', true);
    const conditional = { ...trigger, config: { ...trigger.config, when } } as FlowNode;
    const dialogue = await asked(with_(conditional, aside), { content });
    const decision = await happens(dialogue);
    expect(words(decision)).toEqual([]);
    expect(decision.record.path).toMatchObject([
      { nodeId: trigger.id, beside: true, edge: null, choice: { chosenRuleId: null, port: null } },
    ]);
  });

  it('says in its record which condition let it run', async () => {
    const when = is('slots.email.known', false);
    const conditional = { ...trigger, config: { ...trigger.config, when } } as FlowNode;
    const decision = await happens(await asked(with_(conditional, aside), { content }));
    expect(only(decision, 'reply').ruleId).toBe(`${trigger.id}:next`);
    expect(decision.record.path[0]).toMatchObject({
      nodeId: trigger.id,
      choice: { chosenRuleId: `${trigger.id}:next` },
      edge: { port: 'next', target: 'aside' },
    });
  });

  it('raises an incident when its condition cannot be run, or its edge is missing', async () => {
    const invalid = { ...trigger, config: { ...trigger.config, when: is('nowhere', 1) } } as FlowNode;
    expect(incidents(await happens(await asked(with_(invalid, aside), { content })))).toEqual(['Flow.Invalid']);
    const loose = flowOf(askPhone(), { nodes: [trigger], edges: [] });
    const dialogue = await asked(loose, { content });
    expect(incidents(await happens(dialogue))).toEqual(['Flow.EdgeMissing']);
    expect(dialogue.state.parked).toBeNull();
  });

  it('also runs while the dialogue is parked', async () => {
    const dialogue = await asked(with_(trigger, aside), { content });
    const failed = await dialogue.fails({ kind: 'qualify', score: 1, reasons: [], nodeId: 'phone', ruleId: null });
    expect(incidents(failed)).toEqual(['Crm.Rejected']);
    expect(words(await happens(dialogue))).toEqual(['aside']);
    expect(dialogue.state.parked).toMatchObject({ nodeId: 'phone' });
  });
});

describe('beside the conversation', () => {
  it('a hand-off ends it: the open question is not asked any more', async () => {
    const human = node('human', 'handOff', { reason: text('because'), text: text('a manager comes') });
    const dialogue = await asked(flowOf(askPhone(), chain([onSignal, human])), { content });
    expect(words(await dialogue.signal('ready'))).toEqual(['a manager comes']);
    expect(dialogue.state).toMatchObject({ position: null, handedOff: true, completed: true });
    expect(kinds(await dialogue.client('8 916 123-45-67'))).toEqual(['callManager']);
  });

  it('a hand-off is left out while a manager leads already', async () => {
    const human = node('human', 'handOff', { reason: text('because'), text: null, answerWithinMinutes: 5 });
    const dialogue = await asked(flowOf(askPhone(), chain([onSignal, human])), { content });
    await dialogue.manager('Добрый день');
    const decision = await dialogue.signal('ready');
    expect(kinds(decision)).toEqual([]);
    expect(skipped(decision)).toEqual(['human: Owner.Manager']);
    expect(dialogue.state).toMatchObject({ handOff: null, handedOff: false, position: { nodeId: 'phone' } });
  });

  it('an end that closes closes the dialogue', async () => {
    const bye = node('bye', 'end', { close: true });
    const dialogue = await asked(flowOf(askPhone(), chain([onSignal, aside, bye])), { content });
    expect(kinds(await dialogue.signal('ready'))).toEqual(['reply', 'closeDialogue']);
    expect(dialogue.state).toMatchObject({ closed: 'done', position: null });
  });

  it('a question whose answer is known is passed', async () => {
    const dialogue = await asked(with_(onSignal, asks('name', ['name']), aside), { content });
    await dialogue.client('меня зовут Анна');
    expect(words(await dialogue.signal('ready'))).toEqual(['aside']);
  });

  it('a circle of events ends with an incident', async () => {
    const raise = node('raise', 'raiseSignal', { signal: 'ready' });
    const dialogue = await asked(with_(onSignal, raise), { content });
    const decision = await dialogue.signal('ready');
    expect(incidents(decision)).toEqual(['Flow.CircleOfEvents']);
    expect(decision.record.signals).toHaveLength(11);
    expect(decision.record.signals?.at(-1)).toEqual({ name: 'ready', source: 'rule', refused: 'Signal.TooMany' });
    expect(dialogue.state.position?.nodeId).toBe('phone');
  });

  it('a circle of moves ends with an incident', async () => {
    const to = (stageKey: string, id: string): FlowGraph =>
      chain([
        node(`on-${id}`, 'stageMovedTrigger', { stageKeys: [], by: ['assistant', 'crm'], when: is('stage', id) }),
        node(`to-${id}`, 'moveStage', { stageKey, allowBack: true }),
        node(`end-${id}`, 'end', {}),
      ]);
    const flow = flowOf(askPhone(), to('decision', 'negotiation'), to('negotiation', 'decision'));
    const dialogue = await asked(flow);
    const decision = await dialogue.given({ lead: 'open', stageKey: 'unsorted' }).move('negotiation');
    expect(incidents(decision)).toEqual(['Flow.CircleOfEvents']);
  });

  it('several triggers on one occasion run one after another', async () => {
    const other = node('alsoOnSignal', 'signalTrigger', { signal: 'ready', when: null });
    const flow = flowOf(with_(onSignal, aside), chain([other, reply('too'), node('end2', 'end', {})]));
    expect(words(await (await asked(flow, { content })).signal('ready'))).toEqual(['too', 'aside']);
  });

  it('a button that the flow does not have does nothing', async () => {
    const dialogue = await asked(with_(onSignal, aside), { content });
    for (const id of ['nowhere', 'onSignal']) {
      const decision = await dialogue.press(id);
      expect(kinds(decision)).toEqual([]);
      expect(decision.record.ignored).toBe('Trigger.Missing');
    }
  });

  it('nothing is said to a client who asked not to be written to', async () => {
    const dialogue = await asked(with_(press, aside), { content });
    dialogue.from({ ...dialogue.state, closed: 'stopped', position: null });
    const decision = await dialogue.press('press');
    expect(words(decision)).toEqual([]);
    expect(skipped(decision)).toEqual(['aside: Dialogue.ClosedByClient']);
  });

  it.each([
    ['the assistant is off', (dialogue: TestDialogue) => dialogue.given({ assistantOff: true }), 'Assistant.Off'],
    ['there is none', (dialogue: TestDialogue) => dialogue, 'Permission.NoAssistant'],
  ])('nothing is said when %s', async (_when, make, reason) => {
    const withoutAssistant = reason === 'Permission.NoAssistant';
    const dialogue = make(new TestDialogue({ flow: with_(press, aside), withoutAssistant }));
    expect(skipped(await dialogue.press('press'))).toEqual([`aside: ${reason}`]);
  });
});

describe('a trigger on moves', () => {
  const on = (stageKeys: string[], by: ('crm' | 'operator' | 'assistant')[]): FlowNode =>
    node('onMove', 'stageMovedTrigger', { stageKeys, by, when: null });

  it.each([
    ['any move', [], [], 'negotiation', 'crm', true],
    ['its stage', ['negotiation'], [], 'negotiation', 'crm', true],
    ['another stage', ['decision'], [], 'negotiation', 'crm', false],
    ['its mover', [], ['operator'], 'negotiation', 'operator', true],
    ['another mover', [], ['operator'], 'negotiation', 'crm', false],
  ] as const)('takes %s as it should', async (_what, stageKeys, by, stageKey, source, runs) => {
    const dialogue = await asked(with_(on([...stageKeys], [...by]), aside));
    const decision = await dialogue.given({ lead: 'open', stageKey: 'unsorted' }).move(stageKey, { source });
    expect(words(decision)).toEqual(runs ? ['aside'] : []);
  });

  it("sees the assistant's own move, the stage it came to and the one before", async () => {
    const all = [is('move.source', 'assistant'), is('move.previous', 'unsorted'), is('stage', 'decision')];
    const trigger = node('onMove', 'stageMovedTrigger', { stageKeys: [], by: [], when: { all } });
    const mover = chain([press, node('to', 'moveStage', { stageKey: 'decision' }), node('end3', 'end', {})]);
    const dialogue = await asked(flowOf(with_(trigger, aside), mover));
    const decision = await dialogue.given({ lead: 'open', stageKey: 'unsorted' }).press('press');
    expect(kinds(decision)).toEqual(['moveStage', 'reply']);
  });
});

it('the path of a run beside comes after that of the conversation', async () => {
  const raise = node('raise', 'raiseSignal', { signal: 'ready' });
  const flow = flowOf(
    chain([askPhone().nodes[0]!, raise, reply('hi'), node('end', 'end', {})]),
    chain([onSignal, aside, asideEnd]),
  );
  const dialogue = new TestDialogue({ flow, content });
  expect(path(await dialogue.client('привет'))).toEqual([
    'start',
    'raise',
    'hi',
    'end',
    'onSignal',
    'aside',
    'asideEnd',
  ]);
});
