import { compiledFlowOf, compileFlow } from './compile-flow.ts';
import type { FlowGraph, FlowNode } from './flow-graph.ts';
import { nodeSpecifications, portsOf, waitsAt } from './node-specifications.ts';
import { priceAndContactFlow } from './price-and-contact.flow.ts';

const base = { label: { ru: 'узел', en: 'node' }, position: { x: 0, y: 0 } };
const isOne = { fact: 'score', operator: 'equal', value: 1 } as const;

function trigger(id: string, priority: number): FlowNode {
  return { ...base, id, kind: 'clientMessageTrigger', config: { when: isOne, oncePerEpisode: false, priority } };
}

function rule(priorities: number[]): FlowGraph {
  const outputs = priorities.map((priority, at) => ({
    port: `p${at}`,
    title: { ru: '', en: '' },
    priority,
    conditions: isOne,
  }));
  return { nodes: [{ ...base, id: 'r', kind: 'rule', config: { outputs } }], edges: [] };
}

describe('a compiled flow', () => {
  it('finds nodes by id and edges by source and port', () => {
    const flow = compileFlow(priceAndContactFlow);
    expect(flow.nodes.size).toBe(priceAndContactFlow.nodes.length);
    expect(flow.edges.get('asksPrice:price')?.target).toBe('askForPrice');
    expect([...flow.choices.keys()].sort()).toEqual(['askForContact', 'askForPrice', 'asksPrice']);
  });

  it('is made once per graph', () => {
    expect(compiledFlowOf(priceAndContactFlow)).toBe(compiledFlowOf(priceAndContactFlow));
    expect(compiledFlowOf(structuredClone(priceAndContactFlow))).not.toBe(compiledFlowOf(priceAndContactFlow));
  });

  it('keeps the order of priorities and makes equal ones unique, the first drawn before the second', () => {
    const order = (priorities: number[]): string[] =>
      (compileFlow(rule(priorities)).choices.get('r')?.rules ?? [])
        .toSorted((a, b) => b.priority - a.priority)
        .map((compiled) => compiled.port);
    const unique = (priorities: number[]): number =>
      new Set((compileFlow(rule(priorities)).choices.get('r')?.rules ?? []).map((compiled) => compiled.priority)).size;
    expect(order([1, 3, 2])).toEqual(['p1', 'p2', 'p0']);
    expect(order([5, 5, 5])).toEqual(['p0', 'p1', 'p2']);
    expect(order([1, 1, 2])).toEqual(['p2', 'p0', 'p1']);
    for (const priorities of [
      [5, 5, 5],
      [1, 1, 2],
      [1, 2, 3],
      [7, 7, 8, 8],
    ]) {
      expect(unique(priorities)).toBe(priorities.length);
    }
  });

  it('keeps priorities that are unique already', () => {
    const { rules } = compileFlow(rule([10, 30])).choices.get('r') ?? { rules: [] };
    expect(rules.map((compiled) => compiled.priority).toSorted()).toEqual([10, 30]);
  });

  it('breaks ties among triggers by id', () => {
    const { triggers } = compileFlow({ nodes: [trigger('b', 5), trigger('a', 5), trigger('c', 9)], edges: [] });
    expect(triggers.rules.toSorted((x, y) => y.priority - x.priority).map(({ port }) => port)).toEqual(['c', 'a', 'b']);
    expect(triggers.otherwisePort).toBeNull();
  });

  it('lets a trigger that fires once look at what fired before', () => {
    const { triggers } = compileFlow(priceAndContactFlow);
    expect(triggers.rules[0]?.conditions).toMatchObject({
      all: [{ fact: 'client.messages' }, { fact: 'triggers.used', operator: 'doesNotContain', value: 'start' }],
    });
  });

  it('turns a question into three ways: collected, ask again, gave up', () => {
    const choice = compileFlow(priceAndContactFlow).choices.get('askForPrice');
    expect(choice?.rules.map(({ id, title, priority }) => ({ id, title, priority }))).toEqual([
      {
        id: 'askForPrice:collected',
        title: { ru: 'Имя и телефон известны', en: 'Name and phone are known' },
        priority: 2,
      },
      {
        id: 'askForPrice:again',
        title: { ru: 'Ещё есть попытка спросить', en: 'An attempt to ask is left' },
        priority: 1,
      },
    ]);
    expect(choice?.otherwisePort).toBe('gaveUp');
  });

  it.each([
    [['phone'], 'Телефон известен', 'Phone is known'],
    [['name', 'phone', 'email'], 'Имя, телефон и почта известны', 'Name, phone and e-mail are known'],
  ] as const)('names the rule by what is asked: %j', (slots, ru, en) => {
    const config = { slots: [...slots], attempts: 1, question: { ru: '', en: '' }, again: [] };
    const flow = compileFlow({ nodes: [{ ...base, id: 'a', kind: 'ask', config }], edges: [] });
    expect(flow.choices.get('a')?.rules[0]?.title).toEqual({ ru, en });
  });
});

describe('node specifications', () => {
  it('name every kind in both languages', () => {
    for (const [kind, specification] of Object.entries(nodeSpecifications)) {
      expect(specification.kind).toBe(kind);
      for (const text of [specification.title, specification.help]) {
        expect(text.ru).toMatch(/[а-я]/i);
        expect(text.en).toMatch(/[a-z]/i);
      }
    }
  });

  it('give a rule its outputs in drawing order, and otherwise as the last', () => {
    const [node] = rule([1, 2]).nodes;
    expect(node && portsOf(node).map(({ port }) => port)).toEqual(['p0', 'p1', 'otherwise']);
  });

  it('let only a question wait', () => {
    const waiting = priceAndContactFlow.nodes.filter(waitsAt).map((node) => node.kind);
    expect(new Set(waiting)).toEqual(new Set(['ask']));
  });
});
