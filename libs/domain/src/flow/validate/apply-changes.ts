import type { FlowEdge, FlowGraph, FlowNode } from '../flow-graph.ts';
import type { ConfigPath, FlowChange } from './suggestion.ts';

function isSame(a: FlowEdge, b: FlowEdge): boolean {
  return a.id === b.id && a.source === b.source && a.port === b.port && a.target === b.target;
}

/** A copy with one value replaced; a path that does not exist changes nothing. */
function withValue(part: unknown, path: ConfigPath, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(part)) {
    return part.map((item: unknown, at) => (at === key ? withValue(item, rest, value) : item));
  }
  if (typeof part !== 'object' || part === null) return part;
  const before: unknown = Object.entries(part).find(([name]) => name === key)?.[1];
  const after = withValue(before, rest, value);
  if (after !== undefined) return { ...part, [key]: after };
  return Object.fromEntries(Object.entries(part).filter(([name]) => name !== key));
}

function renamed(graph: FlowGraph, from: string, to: string): FlowGraph {
  const end = (id: string): string => (id === from ? to : id);
  return {
    ...graph,
    nodes: graph.nodes.map((node): FlowNode => (node.id === from ? { ...node, id: to } : node)),
    edges: graph.edges.map((edge) => ({ ...edge, source: end(edge.source), target: end(edge.target) })),
    ...(graph.groups ? { groups: graph.groups.map((group) => ({ ...group, nodeIds: group.nodeIds.map(end) })) } : {}),
  };
}

function applyChange(graph: FlowGraph, change: FlowChange): FlowGraph {
  switch (change.kind) {
    case 'addNode':
      return { ...graph, nodes: [...graph.nodes, change.node] };
    case 'removeNode':
      return {
        ...graph,
        nodes: graph.nodes.filter((node) => node.id !== change.nodeId),
        edges: graph.edges.filter(({ source, target }) => source !== change.nodeId && target !== change.nodeId),
      };
    case 'renameNode':
      return renamed(graph, change.nodeId, change.newId);
    case 'addEdge':
      return { ...graph, edges: [...graph.edges, change.edge] };
    case 'removeEdge': {
      const at = graph.edges.findLastIndex((edge) => isSame(edge, change.edge));
      return { ...graph, edges: graph.edges.filter((_, index) => index !== at) };
    }
    case 'setConfig': {
      const { nodeId, path, value } = change;
      const nodes = graph.nodes.map((node) => {
        return node.id === nodeId ? ({ ...node, config: withValue(node.config, path, value) } as FlowNode) : node;
      });
      return { ...graph, nodes };
    }
    case 'setSlots':
      return { ...graph, slots: change.slots };
    case 'setFields':
      return { ...graph, fields: change.fields };
  }
}

/** The flow with a suggestion's changes made. Whatever a change names and the flow no longer has stays as it is. */
export function applyChanges(graph: FlowGraph, changes: readonly FlowChange[]): FlowGraph {
  return changes.reduce(applyChange, graph);
}
