import type { ConditionTree, FlowEdge, FlowGraph, FlowNode, LocalizedText, NodeKind } from '../../flow-graph.ts';
import type { NodeConfigs } from '../../node-configs.ts';
import type { ValidationSurroundings } from '../surroundings.ts';
import { applyChanges } from '../apply-changes.ts';
import { validateFlow } from '../validate-flow.ts';

/** The same words in both languages. */
export function text(value: string): LocalizedText {
  return { ru: value, en: value };
}

/** A node, labelled with its id. */
export function node<K extends NodeKind>(id: string, kind: K, config: NodeConfigs[K]): FlowNode {
  return { id, kind, label: text(id), position: { x: 0, y: 0 }, config } as unknown as FlowNode;
}

/** A node that speaks. */
export function reply(id: string, words = id): FlowNode {
  return node(id, 'reply', { text: text(words) });
}

/** Asks for the phone, three times at most; `changes` of its config. */
export function ask(id = 'ask', changes: Partial<NodeConfigs['ask']> = {}): FlowNode {
  return node(id, 'ask', { slots: ['phone'], attempts: 3, question: text('phone?'), again: [], ...changes });
}

/** A trigger on any message; `changes` of its config. */
export function onMessage(id: string, changes: Partial<NodeConfigs['clientMessageTrigger']> = {}): FlowNode {
  return node(id, 'clientMessageTrigger', { when: null, oncePerEpisode: true, priority: 1, ...changes });
}

/** The usual first node. */
export const start = onMessage('start');
/** The usual last node. */
export const end = node('end', 'end', {});

function edgeOf(written: string): FlowEdge {
  const [source = '', port = '', target = ''] = written.split(/[:>]/);
  return { id: written, source, port, target };
}

/** A flow of nodes and edges, each edge as `source:port>target`. */
export function flow(nodes: FlowNode[], edges: string[]): FlowGraph {
  return { nodes, edges: edges.map(edgeOf) };
}

/** A flow of nodes one after another by `next`, and more edges. */
export function chain(nodes: FlowNode[], more: string[] = []): FlowGraph {
  const chained = nodes.slice(1).map((target, at) => `${nodes[at]?.id ?? ''}:next>${target.id}`);
  return flow(nodes, [...chained, ...more]);
}

/** start → one node → end. */
export function inOne(one: FlowNode): FlowGraph {
  return chain([start, one, end]);
}

/** start → a lead is made → one node → end. */
export function onCard(one: FlowNode): FlowGraph {
  return chain([start, node('lead', 'createLead', { title: text('lead'), stageKey: 'unsorted' }), one, end]);
}

/** start → ask → end, whatever becomes of the question. */
export function asking(changes: Partial<NodeConfigs['ask']> = {}, declared: Partial<FlowGraph> = {}): FlowGraph {
  const silent = changes.silence ? ['ask:silent>end'] : [];
  return {
    ...flow([start, ask('ask', changes), end], ['start:next>ask', 'ask:collected>end', 'ask:gaveUp>end', ...silent]),
    ...declared,
  };
}

/** start → a rule of one condition → end. */
export function ruling(conditions: ConditionTree, declared: Partial<FlowGraph> = {}): FlowGraph {
  const rule = node('rule', 'rule', { outputs: [{ port: 'a', title: text('a'), priority: 1, conditions }] });
  return { ...flow([start, rule, end], ['start:next>rule', 'rule:a>end', 'rule:otherwise>end']), ...declared };
}

/** Something that is known of every message. */
export const asksSomething: ConditionTree = { fact: 'message.question', operator: 'equal', value: true };

const stageKeys = ['unsorted', 'firstContact', 'negotiation'];

/** A funnel of three stages, the last of which is not bound to the CRM, and patterns that may hold no bracket. */
export const surroundings: ValidationSurroundings = {
  funnel: {
    id: 'f',
    name: { ru: 'Продажи', en: 'Sales' },
    stages: stageKeys.map((key, sort) => {
      return { key, name: { ru: `этап ${key}`, en: `stage ${key}` }, sort, semantics: 'open' as const };
    }),
  },
  stageMapping: { unsorted: 'NEW', firstContact: 'IN_PROCESS' },
  checkPattern: (pattern) => (/(?<!\\)\(/u.test(pattern) ? 'missing )' : null),
};

/** Codes and nodes of what is found, as `code node`; `-` stands for the flow as a whole. */
export function codes(graph: FlowGraph, changes: Partial<ValidationSurroundings> = {}): string[] {
  return validateFlow(graph, { ...surroundings, ...changes }).map(({ code, nodeId }) => `${code} ${nodeId ?? '-'}`);
}

/** What is proposed for the first finding, in English, and the flow once that is followed. */
export function firstSuggestion(graph: FlowGraph): { text: string | undefined; after: FlowGraph } {
  const suggestion = validateFlow(graph, surroundings)[0]?.suggestion;
  return { text: suggestion?.text.en, after: applyChanges(graph, suggestion?.changes ?? []) };
}
