import type { ConditionTree, FlowNode, NodeConfigs } from '@voronka/domain';
import {
  anyMessage,
  asks,
  chain,
  end,
  incidents,
  is,
  kinds,
  node,
  only,
  path,
  reply,
  says,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

function rule(outputs: Record<string, ConditionTree>, policy?: 'first' | 'all'): FlowNode {
  const drawn = Object.entries(outputs).map(([port, conditions], at) => {
    return { port, title: text(port), priority: 10 - at, conditions };
  });
  return node('rule', 'rule', { outputs: drawn, policy });
}

const apple = says('яблоко');
const pear = says('груша');

describe('a rule', () => {
  const flow = chain([anyMessage(), rule({ apple, pear }), reply('a'), end(), reply('p'), reply('o')], {
    'rule:pear': 'p',
    'p:next': 'end',
    'rule:otherwise': 'o',
    'o:next': 'end',
  });

  it.each([
    ['яблоко', 'a', 'rule:apple'],
    ['груша', 'p', 'rule:pear'],
    ['яблоко и груша', 'a', 'rule:apple'],
    ['ни то ни другое', 'o', 'rule:otherwise'],
  ])('takes the first way whose conditions hold, else the other: %s', async (line, said, ruleId) => {
    const decision = await new TestDialogue({ flow }).client(line);
    expect(words(decision)).toEqual([said]);
    expect(only(decision, 'reply').ruleId).toBe(ruleId);
  });

  it('keeps the losers in the record, with what was seen of them', async () => {
    const decision = await new TestDialogue({ flow }).client('яблоко и груша');
    const choice = decision.record.path.find((step) => step.nodeId === 'rule')?.choice;
    expect(choice?.rules.map(({ port, result, chosen }) => ({ port, result, chosen }))).toEqual([
      { port: 'apple', result: 'true', chosen: true },
      { port: 'pear', result: 'true', chosen: false },
    ]);
  });
});

describe('a rule that takes all ways', () => {
  const tag = (id: string): FlowNode => node(id, 'addTags', { tags: [id] });
  function all(...branches: [FlowNode, ...FlowNode[]]): ReturnType<typeof chain> {
    const [first, ...others] = branches;
    return chain(
      [
        anyMessage(),
        rule({ one: says('раз'), two: says('два') }, 'all'),
        first,
        end(),
        ...others,
        node('third', 'end', {}),
      ],
      { 'rule:one': first.id, 'rule:two': others[0]?.id ?? 'end', 'rule:otherwise': 'third' },
    );
  }

  it('runs every branch to its end, by priority', async () => {
    const dialogue = new TestDialogue({ flow: all(tag('a'), tag('b')) });
    const decision = await dialogue.client('раз два');
    expect(dialogue.state).toMatchObject({ tags: ['a', 'b'], position: null, completed: true });
    expect(path(decision)).toEqual(['start', 'rule', 'a', 'end', 'b', 'third']);
  });

  it('takes the other way only when nothing holds', async () => {
    expect(path(await new TestDialogue({ flow: all(tag('a'), tag('b')) }).client('три'))).toEqual([
      'start',
      'rule',
      'third',
    ]);
  });

  it('lets one branch wait while the others go to their end', async () => {
    const dialogue = new TestDialogue({ flow: all(asks('ask', ['phone']), tag('b')) });
    const decision = await dialogue.client('раз два');
    expect(words(decision)).toEqual(['ask?']);
    expect(dialogue.state).toMatchObject({ tags: ['b'], completed: false, position: { nodeId: 'ask', asked: 1 } });
    expect(incidents(decision)).toEqual([]);
  });

  it('raises an incident when two branches would wait; the token stays with the first', async () => {
    const dialogue = new TestDialogue({ flow: all(asks('ask', ['phone']), asks('other', ['email'])) });
    const decision = await dialogue.client('раз два');
    expect(words(decision)).toEqual(['ask?']);
    expect(incidents(decision)).toEqual(['Flow.TwoBranchesWait']);
    expect(dialogue.state).toMatchObject({ parked: null, position: { nodeId: 'ask' } });
    expect(path(decision)).toEqual(['start', 'rule', 'ask', 'other']);
  });

  it('asks once where two branches come to the same question', async () => {
    const flow = all(tag('a'), tag('b'));
    const ask = asks('ask', ['phone']);
    const edges = flow.edges.map((edge) =>
      edge.source === 'a' || edge.source === 'b' ? { ...edge, target: 'ask' } : edge,
    );
    const links = ['collected', 'gaveUp'].map((port) => ({ id: port, source: 'ask', port, target: 'end' }));
    const dialogue = new TestDialogue({ flow: { nodes: [...flow.nodes, ask], edges: [...edges, ...links] } });
    const decision = await dialogue.client('раз два');
    expect(words(decision)).toEqual(['ask?']);
    expect(incidents(decision)).toEqual([]);
    expect(dialogue.state.position).toMatchObject({ nodeId: 'ask', asked: 1 });
  });

  it('lets a branch pass a question whose answer is known, though another branch waits', async () => {
    const dialogue = new TestDialogue({ flow: all(asks('ask', ['phone']), asks('known', ['name'])) });
    const decision = await dialogue.client('раз два, меня зовут Анна');
    expect(incidents(decision)).toEqual([]);
    expect(dialogue.state.position?.nodeId).toBe('ask');
  });

  it('waits no more once a branch has handed the dialogue off', async () => {
    const human = node('human', 'handOff', { reason: text('come'), text: null });
    const after = new TestDialogue({ flow: all(human, asks('ask', ['phone'])) });
    const decision = await after.client('раз два');
    expect(kinds(decision)).toEqual(['handOff']);
    expect(after.state).toMatchObject({ position: null, handedOff: true });
    const before = new TestDialogue({ flow: all(asks('ask', ['phone']), human) });
    await before.client('раз два');
    expect(before.state).toMatchObject({ position: null, handedOff: true });
  });

  it('does not close the dialogue while a branch waits', async () => {
    const flow = all(asks('ask', ['phone']), tag('b'));
    const nodes = flow.nodes.map((drawn) => (drawn.id === 'third' ? node('third', 'end', { close: true }) : drawn));
    const dialogue = new TestDialogue({ flow: { ...flow, nodes } });
    expect(kinds(await dialogue.client('раз два'))).not.toContain('closeDialogue');
    expect(dialogue.state).toMatchObject({ closed: null, position: { nodeId: 'ask' } });
  });

  it('runs no branch when the edge of one is missing, so that none runs twice after a retry', async () => {
    const flow = all(tag('a'), tag('b'));
    const broken = { ...flow, edges: flow.edges.filter((edge) => edge.port !== 'two') };
    const dialogue = new TestDialogue({ flow: broken });
    expect(incidents(await dialogue.client('раз два'))).toEqual(['Flow.EdgeMissing']);
    expect(dialogue.state).toMatchObject({ tags: [], parked: { nodeId: 'rule', port: 'two' } });
    const mended = dialogue.movedTo({ flow });
    const decision = await mended.retry('rule');
    expect(only({ ...decision, commands: decision.commands.slice(0, 1) }, 'addTags').tags).toEqual(['a']);
    expect(mended.state).toMatchObject({ tags: ['a', 'b'], parked: null, completed: true });
  });

  it('remembers the branches it had not come to when one stops, and runs them after the retry', async () => {
    const flow = all(reply('stuck'), tag('b'));
    const broken = { ...flow, edges: flow.edges.filter((edge) => edge.source !== 'stuck') };
    const dialogue = new TestDialogue({ flow: broken });
    await dialogue.client('раз два');
    expect(dialogue.state).toMatchObject({ tags: [], parked: { nodeId: 'stuck', port: 'next', rest: ['b'] } });
    const mended = dialogue.movedTo({ flow });
    expect(words(await mended.retry('stuck'))).toEqual([]);
    expect(mended.state).toMatchObject({ tags: ['b'], parked: null, completed: true });
  });
});

describe('a qualification', () => {
  const points = (amount: number, when: ConditionTree) => ({ points: amount, reason: text(`+${amount}`), when });
  const qualify = (criteria?: NodeConfigs['qualify']['criteria']): FlowNode =>
    node('qualify', 'qualify', { score: 10, reasons: [text('base')], criteria });

  it('adds the points of all criteria that hold, with their reasons', async () => {
    const criteria = [
      points(20, apple),
      points(30, pear),
      points(-5, { fact: 'client.messages', operator: 'lessThan', value: 2 }),
    ];
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), qualify(criteria), reply('hi'), end()]) });
    const decision = await dialogue.client('яблоко');
    expect(only(decision, 'qualify')).toMatchObject({ score: 25, reasons: ['base', '+20', '+-5'] });
    expect(dialogue.state.score).toBe(25);
  });

  it('keeps the trace of its criteria, which are the reason of nothing that follows', async () => {
    const flow = chain([anyMessage(), qualify([points(20, apple)]), reply('hi'), end()]);
    const decision = await new TestDialogue({ flow }).client('яблоко');
    expect(decision.record.path.find((step) => step.nodeId === 'qualify')?.choice?.ports).toEqual(['0']);
    expect(only(decision, 'qualify').ruleId).toBe('start:next');
    expect(only(decision, 'reply').ruleId).toBe('start:next');
  });

  it('needs no criteria', async () => {
    const decision = await new TestDialogue({ flow: chain([anyMessage(), qualify(), end()]) }).client('привет');
    expect(only(decision, 'qualify')).toMatchObject({ score: 10, reasons: ['base'] });
    expect(decision.record.path.find((step) => step.nodeId === 'qualify')?.choice).toBeNull();
  });

  it('gives no score when a criterion cannot be run: the flow stops with an incident', async () => {
    const flow = chain([anyMessage(), qualify([points(20, is('nowhere', 1))]), reply('hi'), end()]);
    const dialogue = new TestDialogue({ flow });
    const decision = await dialogue.client('яблоко');
    expect(incidents(decision)).toEqual(['Flow.Invalid']);
    expect(words(decision)).toEqual([]);
    expect(dialogue.state).toMatchObject({ score: null, parked: { nodeId: 'qualify' } });
  });
});
