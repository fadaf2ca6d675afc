import type {
  ConditionTree,
  FlowGraph,
  FlowNode,
  FlowNodeOf,
  LocalizedText,
  NodeConfigs,
  NodeKind,
} from '@voronka/domain';
import { portsOf } from '@voronka/domain';

/** A node of a test's own flow. */
export function node<K extends NodeKind>(id: string, kind: K, config: NodeConfigs[K]): FlowNodeOf<K> {
  const made = { id, kind, label: { ru: id, en: id }, position: { x: 0, y: 0 }, config };
  return made as unknown as FlowNodeOf<K>;
}

/** Both languages alike. */
export function text(value: string): LocalizedText {
  return { ru: value, en: value };
}

/** A flow of nodes that follow one another by their first port; `links` adds or replaces edges as `node:port` → node. */
export function chain(nodes: FlowNode[], links: Record<string, string | null> = {}): FlowGraph {
  const targets = new Map<string, string>();
  nodes.forEach((source, at) => {
    const target = nodes[at + 1];
    const [port] = portsOf(source);
    if (target && port) targets.set(`${source.id}:${port.port}`, target.id);
  });
  for (const [from, target] of Object.entries(links)) {
    if (target === null) targets.delete(from);
    else targets.set(from, target);
  }
  const edges = [...targets].map(([from, target]) => {
    const [source = '', port = ''] = from.split(':');
    return { id: `${from}>${target}`, source, port, target };
  });
  return { nodes, edges };
}

/** Several chains as one flow: a conversation, and what runs beside it. */
export function flowOf(...parts: FlowGraph[]): FlowGraph {
  return { nodes: parts.flatMap((part) => part.nodes), edges: parts.flatMap((part) => part.edges) };
}

/** A trigger that takes any message, as often as it comes. */
export function anyMessage(config: Partial<NodeConfigs['clientMessageTrigger']> = {}): FlowNode {
  return node('start', 'clientMessageTrigger', { when: null, oncePerEpisode: true, priority: 1, ...config });
}

/** A condition on one fact. */
export function is(fact: string, value: string | number | boolean): ConditionTree {
  return { fact, operator: 'equal', value };
}

/** A condition that the client's message has one of these words. */
export function says(...words: string[]): ConditionTree {
  return { fact: 'message.text', operator: 'hasAnyWord', value: words };
}

/** A question for details. */
export function asks(id: string, slots: string[], config: Partial<NodeConfigs['ask']> = {}): FlowNode {
  return node(id, 'ask', { slots, attempts: 3, question: text(`${id}?`), again: [], ...config });
}

/** Words of the assistant. */
export function reply(id: string, words = id): FlowNode {
  return node(id, 'reply', { text: text(words) });
}

/** Where a flow ends. */
export function end(config: NodeConfigs['end'] = {}): FlowNode {
  return node('end', 'end', config);
}

/** A question for a phone that the client may leave by its every port, each to a word of its own. */
export function askPhone(config: Partial<NodeConfigs['ask']> = {}): FlowGraph {
  const ask = asks('phone', ['phone'], config);
  return chain([anyMessage(), ask, reply('thanks'), end(), reply('noPhone'), reply('quiet')], {
    'phone:gaveUp': 'noPhone',
    'noPhone:next': 'end',
    'quiet:next': 'end',
    ...(config.silence ? { 'phone:silent': 'quiet' } : {}),
  });
}
