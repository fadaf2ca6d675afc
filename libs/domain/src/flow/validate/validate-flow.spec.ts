import type { FlowEdge, FlowGraph } from '../flow-graph.ts';
import { priceAndContactFlow } from '../price-and-contact.flow.ts';
import {
  ask,
  asking,
  asksSomething,
  chain,
  codes,
  end,
  flow,
  node,
  reply,
  start,
  surroundings,
  text,
} from './testing/flows.ts';
import { permissionsOf } from './testing/surroundings.cases.ts';
import { validateFlow } from './validate-flow.ts';

describe('a sound flow', () => {
  it('has no findings', () => {
    expect(codes(chain([start, reply('hi', 'hi, {{name}}'), end]))).toEqual([]);
  });

  it('is the demo flow, with everything known of its surroundings', () => {
    const known = {
      permissions: permissionsOf('movesStages'),
      signals: [],
      webhooks: [],
      flows: [],
      library: new Map(),
      hasCalendar: false,
    };
    expect(codes(priceAndContactFlow)).toEqual([]);
    expect(codes(priceAndContactFlow, known)).toEqual([]);
  });

  it('may go round through a question', () => {
    expect(codes(flow([start, ask(), end], ['start:next>ask', 'ask:collected>end', 'ask:gaveUp>ask']))).toEqual([]);
  });
});

describe('findings', () => {
  it('come in the order of the nodes, those of the whole flow first', () => {
    const broken = chain([start, reply('b', '{{x}}'), reply('a', ' '), node('bye', 'moveStage', { stageKey: 'x' })]);
    const slots = [{ key: 'city', title: text('city'), kind: 'text' as const }];
    expect(codes({ ...broken, slots })).toEqual([
      'Flow.NoEnd -',
      'Flow.UnusedSlot -',
      'Flow.DeadEnd start',
      'Flow.UnknownVariable b',
      'Flow.EmptyText a',
      'Flow.MissingEdge bye',
      'Flow.NoCardYet bye',
      'Flow.UnknownStage bye',
    ]);
  });

  it('leave the flow as it was', () => {
    const broken = asking({ slots: ['fone'], attempts: 0 });
    const before = structuredClone(broken);
    validateFlow(broken, surroundings);
    expect(broken).toEqual(before);
  });
});

/** A long flow of every costly kind, whose edges count how often their targets are looked at. */
function longFlow(length: number): { graph: FlowGraph; looks: () => number } {
  let looks = 0;
  const counted = (edge: FlowEdge): FlowEdge => ({
    ...edge,
    get target() {
      looks += 1;
      return edge.target;
    },
  });
  const outputs = ['a', 'b'].map((port, at) => ({
    port,
    title: text(port),
    priority: at + 1,
    conditions: asksSomething,
  }));
  const rule = (at: number): FlowGraph['nodes'][number] => node(`n${at}`, 'rule', { outputs, policy: 'all' });
  const nodes = [
    start,
    node('timer', 'timerTrigger', { afterMinutes: 5, since: 'handOff', when: null }),
    ...Array.from({ length }, (_, at) => (at % 3 === 0 ? ask(`n${at}`) : rule(at))),
    end,
  ];
  const edges = [
    'start:next>n0',
    'timer:next>n1',
    ...Array.from({ length }, (_, at) => {
      const next = at + 1 < length ? `n${at + 1}` : 'end';
      const ports = at % 3 === 0 ? ['collected', 'gaveUp'] : ['a', 'b', 'otherwise'];
      return ports.map((port) => `n${at}:${port}>${next}`);
    }).flat(),
  ];
  const graph = flow(nodes, edges);
  return { graph: { ...graph, edges: graph.edges.map(counted) }, looks: () => looks };
}

describe('the work', () => {
  it('grows with the flow and not faster: ten times the nodes, ten times the looks at edges', () => {
    const looksAt = (length: number): number => {
      const { graph, looks } = longFlow(length);
      expect(validateFlow(graph, surroundings).length).toBeGreaterThan(length / 4);
      return looks();
    };
    expect(looksAt(2000) / looksAt(200)).toBeLessThan(10.5);
  });

  it('asks about each pattern once', () => {
    const asked: string[] = [];
    const checkPattern = (pattern: string): string | null => {
      asked.push(pattern);
      return null;
    };
    const outputs = ['a', 'b'].map((port, at) => {
      const conditions = { fact: 'message.text', operator: 'matchesPattern' as const, value: ['x', 'y'] };
      return { port, title: text(port), priority: at + 1, conditions };
    });
    const ways = ['start:next>rule', 'rule:a>end', 'rule:b>end', 'rule:otherwise>end'];
    codes(flow([start, node('rule', 'rule', { outputs }), end], ways), { checkPattern });
    expect(asked).toEqual(['x', 'y']);
  });
});
