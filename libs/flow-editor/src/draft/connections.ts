import { portsOf, startsOf } from '@voronka/domain';
import type { FlowEdge, FlowGraph, FlowNode } from '@voronka/domain';

/** One way out of a node. */
export interface PortRef {
  source: string;
  port: string;
}

/** A wish to connect. */
export interface Connection extends PortRef {
  target: string;
}

/** Why a connection may not be drawn. */
export type ConnectionRefusal = 'unknownNode' | 'unknownPort' | 'entersTrigger' | 'toItself';

function nodeOf(graph: FlowGraph, id: string): FlowNode | undefined {
  return graph.nodes.find((node) => node.id === id);
}

/** Whether a node can be led to: triggers start by themselves. */
export function canBeEntered(node: Pick<FlowNode, 'kind'>): boolean {
  return startsOf(node) === null;
}

/** Whether a node has this way out. */
export function hasPort(node: FlowNode, port: string): boolean {
  return portsOf(node).some((known) => known.port === port);
}

/** Why a connection may not be drawn; null when it may. A port that leads somewhere already may be led elsewhere. */
export function connectionRefusal(graph: FlowGraph, { source, port, target }: Connection): ConnectionRefusal | null {
  const from = nodeOf(graph, source);
  const to = nodeOf(graph, target);
  if (!from || !to) return 'unknownNode';
  if (!hasPort(from, port)) return 'unknownPort';
  if (!canBeEntered(to)) return 'entersTrigger';
  return source === target ? 'toItself' : null;
}

/** The nodes that a node may lead to. */
export function targetsFor(graph: FlowGraph, source: string): FlowNode[] {
  return graph.nodes.filter((node) => node.id !== source && canBeEntered(node));
}

/** The way out to connect next: the first that leads nowhere, else the first; null for a node without ways out. */
export function nextPortOf(graph: FlowGraph, node: FlowNode): string | null {
  const ports = portsOf(node);
  const loose = ports.find(({ port }) => !edgeOfPort(graph, { source: node.id, port }));
  return (loose ?? ports[0])?.port ?? null;
}

/** The edge that leaves by a port. */
export function edgeOfPort(graph: FlowGraph, { source, port }: PortRef): FlowEdge | undefined {
  return graph.edges.find((edge) => edge.source === source && edge.port === port);
}

/** An edge with an id that no other edge has; the id tells what it joins. */
export function makeEdge(taken: Iterable<FlowEdge>, { source, port, target }: Connection): FlowEdge {
  const ids = new Set([...taken].map((edge) => edge.id));
  const wished = `${source}-${port}-${target}`;
  let id = wished;
  for (let count = 2; ids.has(id); count += 1) id = `${wished.slice(0, 190)}-${count}`;
  return { id, source, port, target };
}

/** Leads a port to a node, instead of to where it led before. What may not be drawn changes nothing. */
export function connect(graph: FlowGraph, connection: Connection): FlowGraph {
  if (connectionRefusal(graph, connection) !== null) return graph;
  const before = edgeOfPort(graph, connection);
  if (before?.target === connection.target) return graph;
  const kept = graph.edges.filter((edge) => edge.source !== connection.source || edge.port !== connection.port);
  return { ...graph, edges: [...kept, makeEdge(kept, connection)] };
}

/** Moves an end of an edge: to another target, or to leave by another port. What may not be drawn changes nothing. */
export function reconnect(graph: FlowGraph, edgeId: string, connection: Connection): FlowGraph {
  const moved = graph.edges.find((edge) => edge.id === edgeId);
  if (!moved || connectionRefusal(graph, connection) !== null) return graph;
  if (moved.source === connection.source && moved.port === connection.port && moved.target === connection.target) {
    return graph;
  }
  return connect({ ...graph, edges: graph.edges.filter((edge) => edge !== moved) }, connection);
}

/** Takes edges away. */
export function disconnect(graph: FlowGraph, edgeIds: ReadonlySet<string>): FlowGraph {
  const edges = graph.edges.filter((edge) => !edgeIds.has(edge.id));
  return edges.length === graph.edges.length ? graph : { ...graph, edges };
}
