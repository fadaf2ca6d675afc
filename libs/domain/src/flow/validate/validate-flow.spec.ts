import { crmCapabilities } from '../../permission/crm-capabilities.ts';
import { computePermissions } from '../../permission/permission.ts';
import type { ConditionTree, FlowGraph, FlowNode, NodeConfigs, NodeKind } from '../flow-graph.ts';
import { priceAndContactFlow } from '../price-and-contact.flow.ts';
import type { ValidationSurroundings } from './validate-flow.ts';
import { validateFlow } from './validate-flow.ts';

const name = { ru: 'этап', en: 'stage' };
const keys = ['unsorted', 'firstContact', 'negotiation'];
const surroundings: ValidationSurroundings = {
  funnel: { id: 'f', name, stages: keys.map((key, sort) => ({ key, name, sort, semantics: 'open' as const })) },
  stageMapping: { unsorted: 'NEW', firstContact: 'IN_PROCESS' },
  checkPattern: (pattern) => (pattern.includes('(') ? 'missing )' : null),
};
const text = (value: string): { ru: string; en: string } => ({ ru: value, en: value });

function node<K extends NodeKind>(id: string, kind: K, config: NodeConfigs[K]): FlowNode {
  return { id, kind, label: text(id), position: { x: 0, y: 0 }, config } as unknown as FlowNode;
}

const start = node('start', 'clientMessageTrigger', { when: null, oncePerEpisode: true, priority: 1 });
const end = node('end', 'end', {});

/** A flow of nodes one after another by `next`, and more edges as `source:port>target`. */
function flow(nodes: FlowNode[], more: string[] = []): FlowGraph {
  const chained = nodes.slice(1).map((target, at) => `${nodes[at]?.id ?? ''}:next>${target.id}`);
  const edges = [...chained, ...more].map((written) => {
    const [source = '', port = '', target = ''] = written.split(/[:>]/);
    return { id: written, source, port, target };
  });
  return { nodes, edges };
}

function codes(graph: FlowGraph, changes: Partial<ValidationSurroundings> = {}): string[] {
  return validateFlow(graph, { ...surroundings, ...changes }).map(({ code, nodeId }) => `${code} ${nodeId ?? '-'}`);
}

function withCondition(conditions: ConditionTree): FlowGraph {
  const rule = node('rule', 'rule', { outputs: [{ port: 'a', title: text('a'), priority: 1, conditions }] });
  const graph = flow([start, rule]);
  return {
    nodes: [...graph.nodes, end],
    edges: [
      ...graph.edges,
      { id: 'a', source: 'rule', port: 'a', target: 'end' },
      { id: 'o', source: 'rule', port: 'otherwise', target: 'end' },
    ],
  };
}

const askConfig: NodeConfigs['ask'] = { slots: ['phone'], attempts: 3, question: text('phone?'), again: [] };

describe('a sound flow', () => {
  it('has no findings', () => {
    expect(codes(priceAndContactFlow)).toEqual([]);
    expect(codes(flow([start, node('hi', 'reply', { text: text('hi, {{name}}') }), end]))).toEqual([]);
  });

  it('may go round through a question', () => {
    const graph = flow([start, node('ask', 'ask', askConfig)], ['ask:collected>end', 'ask:gaveUp>ask']);
    expect(codes({ ...graph, nodes: [...graph.nodes, end] })).toEqual([]);
  });
});

describe('the graph', () => {
  it('needs a start', () => expect(codes(flow([end]))).toEqual(['Flow.NoTrigger -']));

  it('has every way out connected', () =>
    expect(codes({ nodes: [start], edges: [] })).toEqual(['Flow.MissingEdge start']));

  it('names a loose way out as people know it', () => {
    const graph = flow([start, node('ask', 'ask', askConfig)], ['ask:collected>ask']);
    const loose = validateFlow(graph, surroundings).find(({ code }) => code === 'Flow.MissingEdge');
    expect(loose?.message).toEqual({
      ru: 'Выход «Не удалось» никуда не ведёт',
      en: 'The way out "Gave up" leads nowhere',
    });
  });

  it('has no edge that leads nowhere', () => {
    expect(codes(flow([start], ['start:next>gone']))).toEqual(['Flow.DanglingEdge start']);
    expect(codes(flow([start, end], ['gone:next>end']))).toEqual(['Flow.DanglingEdge end']);
  });

  it('has no edge from a way out that is not there, and no two from one', () => {
    expect(codes(flow([start, end], ['start:other>end']))).toEqual(['Flow.UnknownPort start']);
    expect(codes(flow([start, end], ['start:next>end']))).toEqual(['Flow.DuplicateId -', 'Flow.DuplicateEdge start']);
  });

  it('has no id twice, and none of the reserved ones', () => {
    expect(codes({ nodes: [start, end, end], edges: flow([start, end]).edges })).toEqual(['Flow.DuplicateId end']);
    expect(codes(flow([start, node('triggers', 'end', {})]))).toEqual(['Flow.ReservedId triggers']);
  });

  it('does not lead back into a start', () => {
    expect(codes(flow([start, node('hi', 'reply', { text: text('hi') })], ['hi:next>start']))).toEqual([
      'Flow.EntersTrigger start',
      'Flow.CycleWithoutWait start',
      'Flow.CycleWithoutWait hi',
    ]);
  });

  it('warns of nodes that nothing leads to', () => {
    const graph = flow([start, end]);
    const findings = validateFlow({ ...graph, nodes: [...graph.nodes, node('lost', 'end', {})] }, surroundings);
    expect(findings).toMatchObject([{ code: 'Flow.Unreachable', nodeId: 'lost', severity: 'warning' }]);
  });

  it('does not go round without a question', () => {
    const replies = ['a', 'b', 'c'].map((id) => node(id, 'reply', { text: text(id) }));
    expect(codes(flow([start, ...replies], ['c:next>b']))).toEqual([
      'Flow.CycleWithoutWait b',
      'Flow.CycleWithoutWait c',
    ]);
    expect(codes(flow([start, ...replies.slice(0, 1)], ['a:next>a']))).toEqual(['Flow.CycleWithoutWait a']);
  });
});

describe('conditions', () => {
  it.each<[string, ConditionTree, string[]]>([
    ['an empty "all"', { all: [] }, ['Flow.EmptyCondition rule']],
    ['an empty "any" further down', { not: { all: [{ any: [] }] } }, ['Flow.EmptyCondition rule']],
    ['an undeclared fact', { fact: 'mood', operator: 'equal', value: 'x' }, ['Flow.UndeclaredFact rule']],
    ['order of texts', { fact: 'stage', operator: 'lessThan', value: 1 }, ['Flow.OperatorNotForType rule']],
    ['words in a number', { fact: 'score', operator: 'hasAnyWord', value: ['x'] }, ['Flow.OperatorNotForType rule']],
    ['a number as text', { fact: 'score', operator: 'equal', value: '5' }, ['Flow.ValueNotForOperator rule']],
    ['no words at all', { fact: 'message.text', operator: 'hasAnyWord', value: [] }, ['Flow.ValueNotForOperator rule']],
    [
      'an empty word',
      { fact: 'message.text', operator: 'hasAnyWord', value: ['a', ''] },
      ['Flow.ValueNotForOperator rule'],
    ],
    ['a text in a list of one', { fact: 'stage', operator: 'in', value: 'x' }, ['Flow.ValueNotForOperator rule']],
    ['a wrong pattern', { fact: 'message.text', operator: 'matchesPattern', value: '(' }, ['Flow.PatternInvalid rule']],
    [
      'one wrong pattern of two',
      { fact: 'message.text', operator: 'matchesPattern', value: ['a', '('] },
      ['Flow.PatternInvalid rule'],
    ],
    [
      'sound ones',
      {
        all: [
          { fact: 'tags', operator: 'contains', value: 'x' },
          { not: { fact: 'slots.phone.known', operator: 'equal', value: true } },
        ],
      },
      [],
    ],
  ])('%s', (_what, conditions, expected) => expect(codes(withCondition(conditions))).toEqual(expected));

  it('of a trigger are checked alike', () => {
    const when: ConditionTree = { fact: 'mood', operator: 'equal', value: 'x' };
    const trigger = node('start', 'clientMessageTrigger', { when, oncePerEpisode: true, priority: 1 });
    expect(codes(flow([trigger, end]))).toEqual(['Flow.UndeclaredFact start']);
  });
});

describe('what a node says', () => {
  it.each<[string, FlowNode, string]>([
    ['an unknown variable', node('x', 'reply', { text: text('{{nickname}}') }), 'Flow.UnknownVariable x'],
    ['a text in one language', node('x', 'reply', { text: { ru: 'привет', en: ' ' } }), 'Flow.EmptyText x'],
    ['an unknown stage', node('x', 'moveStage', { stageKey: 'nowhere' }), 'Flow.UnknownStage x'],
    ['an unbound stage', node('x', 'moveStage', { stageKey: 'negotiation' }), 'Flow.UnmappedStage x'],
    [
      'an unbound stage of a lead',
      node('x', 'createLead', { title: text('t'), stageKey: 'negotiation' }),
      'Flow.UnmappedStage x',
    ],
  ])('%s', (_what, broken, expected) => expect(codes(flow([start, broken, end]))).toEqual([expected]));

  it('a question without a limit, or for nothing', () => {
    const endless = node('ask', 'ask', { ...askConfig, attempts: 0 });
    const idle = node('ask', 'ask', { ...askConfig, slots: [] });
    for (const [ask, code] of [
      [endless, 'Flow.AskWithoutLimit ask'],
      [idle, 'Flow.AskWithoutSlots ask'],
    ] as const) {
      const graph = flow([start, ask], ['ask:collected>end', 'ask:gaveUp>end']);
      expect(codes({ ...graph, nodes: [...graph.nodes, end] })).toEqual([code]);
    }
  });

  it('a rule with equal priorities, a port twice, or no outputs', () => {
    const output = {
      port: 'a',
      title: text('a'),
      priority: 1,
      conditions: { fact: 'score', operator: 'equal', value: 1 },
    };
    const rule = (outputs: unknown[]): FlowGraph => {
      const graph = withCondition({ fact: 'score', operator: 'equal', value: 1 });
      const made = node('rule', 'rule', { outputs } as NodeConfigs['rule']);
      return { ...graph, nodes: graph.nodes.map((old) => (old.id === 'rule' ? made : old)) };
    };
    expect(codes(rule([output, { ...output, port: 'b' }]))).toContain('Flow.EqualPriorities rule');
    expect(codes(rule([output, { ...output, priority: 2 }]))).toEqual(['Flow.DuplicatePort rule']);
    expect(codes(rule([{ ...output, port: 'otherwise' }]))).toContain('Flow.DuplicatePort rule');
    expect(codes(rule([]))).toContain('Flow.RuleWithoutOutputs rule');
  });

  it('triggers with equal priorities work, with a warning', () => {
    const second = node('second', 'clientMessageTrigger', { when: null, oncePerEpisode: true, priority: 1 });
    const graph = flow([start, end], ['second:next>end']);
    const findings = validateFlow({ ...graph, nodes: [...graph.nodes, second] }, surroundings);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['Flow.EqualTriggerPriorities', 'warning'],
      ['Flow.EqualTriggerPriorities', 'warning'],
    ]);
  });
});

describe('the surroundings', () => {
  const permissions = computePermissions({
    mode: 'withoutCrm',
    switches: {
      createContact: true,
      createLead: true,
      searchExisting: true,
      updateContact: true,
      assignResponsible: true,
    },
    capabilities: crmCapabilities.bitrix24,
    integrationEnabled: true,
  });
  const move = flow([start, node('x', 'moveStage', { stageKey: 'negotiation' }), end]);

  it('steps that will be skipped only warn, their unbound stages too', () => {
    const findings = validateFlow(move, { ...surroundings, permissions });
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['Flow.UnmappedStage', 'warning'],
      ['Flow.StepNotPermitted', 'warning'],
    ]);
  });

  it('without a CRM nothing has to be bound', () => expect(codes(move, { stageMapping: null })).toEqual([]));

  it('findings speak both languages and name the node', () => {
    const [found] = validateFlow(move, surroundings);
    expect(found).toEqual({
      code: 'Flow.UnmappedStage',
      severity: 'error',
      nodeId: 'x',
      message: {
        ru: 'Этап «negotiation» не связан со статусом CRM',
        en: 'The stage "negotiation" is not bound to a CRM status',
      },
      hint: {
        ru: expect.stringContaining('Интеграция CRM') as string,
        en: expect.stringContaining('CRM integration') as string,
      },
    });
  });
});
