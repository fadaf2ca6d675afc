import { portsOf } from '@voronka/domain';
import type { ConditionTree, FlowGraph, FlowNode, LocalizedText, NodeConfigs, NodeKind } from '@voronka/domain';

/** Both languages alike. */
export function same(text: string): LocalizedText {
  return { ru: text, en: text };
}

/** A node of a test's own flow. */
export function nodeOf<K extends NodeKind>(id: string, kind: K, config: NodeConfigs[K]): FlowNode {
  const made = { id, kind, label: same(id), position: { x: 0, y: 0 }, config };
  return made as unknown as FlowNode;
}

/** A trigger for the client's first message of an episode. */
export function onFirstMessage(id = 'start', priority = 1): FlowNode {
  return nodeOf(id, 'clientMessageTrigger', { when: null, oncePerEpisode: true, priority });
}

/** The client's last message has one of these words. */
export function says(...words: string[]): ConditionTree {
  return { fact: 'message.text', operator: 'hasAnyWord', value: words };
}

/**
 * A flow of chains: in each, nodes follow one another by their first way out.
 *
 * @param links adds or replaces edges, `node:port` → node
 */
export function flowOf(chains: readonly FlowNode[][], links: Readonly<Record<string, string>> = {}): FlowGraph {
  const targets = new Map<string, string>();
  for (const chain of chains) {
    chain.forEach((source, at) => {
      const [port] = portsOf(source);
      const target = chain[at + 1];
      if (target && port) targets.set(`${source.id}:${port.port}`, target.id);
    });
  }
  for (const [from, target] of Object.entries(links)) targets.set(from, target);
  const edges = [...targets].map(([from, target]) => {
    const [source = '', port = ''] = from.split(':');
    return { id: `${source}-${port}-${target}`, source, port, target };
  });
  return { nodes: chains.flat(), edges };
}
