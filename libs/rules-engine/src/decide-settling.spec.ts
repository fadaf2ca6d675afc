import type { FlowGraph, FlowNode } from '@voronka/domain';
import type { FixtureOptions } from './testing/dialogue-fixture.ts';
import {
  anyMessage,
  askPhone,
  chain,
  end,
  incidents,
  is,
  kinds,
  node,
  only,
  reply,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const phone = '8 916 123-45-67';
const broken = { fact: 'nowhere', operator: 'equal', value: 1 } as const;

function ruleNode(conditions: ReturnType<typeof is>): FlowNode {
  return node('rule', 'rule', { outputs: [{ port: 'x', title: text('x'), priority: 1, conditions }] });
}

/** A flow that stops at a node, the same flow mended, and what is said after a retry and after leaving the node out. */
interface Case {
  code: string;
  what: string;
  at: string;
  flow: FlowGraph;
  mended: FlowGraph;
  /** Brings the dialogue to the stop, after its first message. */
  leadTo?: (dialogue: TestDialogue) => Promise<unknown>;
  retried: string[];
  /** null: there is no way out, and a manager gets the dialogue; `again`: it stops there again. */
  skipped: string[] | 'again' | null;
}

const otherwise = reply('otherwise');
const waitForMove = node('wait', 'wait', {
  for: { kind: 'event', events: ['stageMoved'], signal: null, timeoutMinutes: 60 },
});

const cases: Case[] = [
  {
    code: 'Flow.NoTriggerMatched',
    what: 'no trigger takes the message',
    at: 'triggers',
    flow: chain([anyMessage({ when: is('score', 1) }), reply('hi'), end()]),
    mended: chain([anyMessage(), reply('hi'), end()]),
    retried: ['hi'],
    skipped: null,
  },
  {
    code: 'Flow.Invalid',
    what: 'the triggers cannot be run',
    at: 'triggers',
    flow: chain([anyMessage({ when: broken }), reply('hi'), end()]),
    mended: chain([anyMessage(), reply('hi'), end()]),
    retried: ['hi'],
    skipped: null,
  },
  {
    code: 'Flow.Invalid',
    what: 'a rule cannot be run',
    at: 'rule',
    flow: chain([anyMessage(), ruleNode(broken), reply('hi'), end(), otherwise], { 'rule:otherwise': 'otherwise' }),
    mended: chain([anyMessage(), ruleNode(is('score', 1)), reply('hi'), end(), otherwise], {
      'rule:otherwise': 'otherwise',
      'otherwise:next': 'end',
    }),
    retried: ['otherwise'],
    skipped: ['hi'],
  },
  {
    code: 'Flow.NodeMissing',
    what: 'a node is missing',
    at: 'hi',
    flow: chain([anyMessage()], { 'start:next': 'hi' }),
    mended: chain([anyMessage(), reply('hi'), end()]),
    retried: ['hi'],
    skipped: null,
  },
  {
    code: 'Flow.EdgeMissing',
    what: 'a step has no edge',
    at: 'hi',
    flow: chain([anyMessage(), reply('hi')]),
    mended: chain([anyMessage(), reply('hi'), reply('more'), end()]),
    retried: ['more'],
    skipped: null,
  },
  {
    code: 'Flow.EdgeMissing',
    what: 'a time-out has no edge',
    at: 'wait',
    flow: chain([anyMessage(), waitForMove, reply('moved'), end()]),
    mended: chain([anyMessage(), waitForMove, reply('moved'), end(), reply('late')], {
      'wait:timeout': 'late',
      'late:next': 'end',
    }),
    leadTo: (dialogue) => dialogue.timer(),
    retried: ['late'],
    skipped: ['moved'],
  },
  {
    code: 'Flow.EdgeMissing',
    what: 'an answer has no edge',
    at: 'phone',
    flow: { ...askPhone(), edges: askPhone().edges.filter((edge) => edge.port !== 'collected') },
    mended: askPhone(),
    leadTo: (dialogue) => dialogue.client(phone),
    retried: ['thanks'],
    skipped: ['noPhone'],
  },
  {
    code: 'Flow.StepBudgetSpent',
    what: 'the nodes go round in a circle',
    at: 'a',
    flow: chain([anyMessage(), node('a', 'qualify', { score: 1, reasons: [] })], { 'a:next': 'a' }),
    mended: chain([anyMessage(), node('a', 'qualify', { score: 1, reasons: [] }), reply('done'), end()]),
    retried: ['done'],
    skipped: 'again',
  },
  {
    code: 'Flow.SubFlowMissing',
    what: 'a sub-flow was not drawn in',
    at: 'sub',
    flow: chain([anyMessage(), node('sub', 'subFlow', { flowId: 'f' }), reply('after'), end()]),
    mended: chain([anyMessage(), node('sub', 'reply', { text: text('drawn in') }), reply('after'), end()]),
    retried: ['drawn in', 'after'],
    skipped: ['after'],
  },
];

async function stopped({ flow, code, at, leadTo }: Case, options: FixtureOptions = {}): Promise<TestDialogue> {
  const dialogue = new TestDialogue({ flow, ...options });
  await dialogue.client('привет');
  await leadTo?.(dialogue);
  expect(dialogue.state.parked).toMatchObject({ code, nodeId: at });
  return dialogue;
}

describe.each(cases)('$code, because $what', (stop) => {
  it('takes no timer and says nothing until a person acts', async () => {
    const dialogue = await stopped(stop);
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
    expect(kinds(await dialogue.client('ау'))).toEqual(['callManager']);
    expect(kinds(await dialogue.move('negotiation'))).toEqual([]);
  });

  it('goes on where it stopped when it is mended and retried', async () => {
    const mended = (await stopped(stop)).movedTo({ flow: stop.mended });
    expect(words(await mended.retry(stop.at))).toEqual(stop.retried);
    expect(mended.state.parked).toBeNull();
  });

  it('stops again when nothing is mended', async () => {
    const dialogue = await stopped(stop);
    expect(incidents(await dialogue.retry(stop.at))).toEqual([stop.code]);
    expect(dialogue.state.parked).toMatchObject({ code: stop.code, nodeId: stop.at });
  });

  it('is left by its first way out when a person leaves it out; without one a manager gets the dialogue', async () => {
    const dialogue = await stopped(stop);
    const decision = await dialogue.skip(stop.at);
    if (stop.skipped === 'again') return expect(incidents(decision)).toEqual([stop.code]);
    if (stop.skipped !== null) return expect(words(decision)).toEqual(stop.skipped);
    expect(kinds(decision)).toEqual(['handOff']);
    expect(dialogue.state).toMatchObject({ parked: null, position: null, handedOff: true, completed: true });
  });

  it('goes on at the return when it was settled while a manager led', async () => {
    const dialogue = await stopped(stop);
    await dialogue.manager('Добрый день');
    const mended = dialogue.movedTo({ flow: stop.mended });
    expect(kinds(await mended.retry(stop.at))).toEqual([]);
    expect(mended.state.parked).toMatchObject({ settled: 'retried' });
    expect((await mended.retry(stop.at)).record.ignored).toBe('Incident.NothingParked');
    expect(words(await mended.giveBack())).toEqual(stop.retried);
    expect(mended.state.parked).toBeNull();
  });

  it('can be handed over to a manager', async () => {
    const dialogue = await stopped(stop);
    const decision = await dialogue.handOver(stop.at);
    expect(kinds(decision)).toEqual(['handOff']);
    expect(only(decision, 'handOff')).toMatchObject({
      reason: 'Сценарий остановлен, диалог передан менеджеру',
      text: null,
    });
    expect(dialogue.state).toMatchObject({ parked: null, position: null, completed: true, handedOff: true });
    expect(kinds(await dialogue.client('ау'))).toEqual(['callManager']);
  });
});
