import { triggersNodeId } from '../compile-flow.ts';
import type { FlowGraph, FlowNode } from '../flow-graph.ts';
import { portsOf, waitsAt } from '../node-specifications.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';

function duplicates(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}

/** Ids that stand twice or are reserved. */
export function checkIds(graph: FlowGraph): FlowFinding[] {
  const nodeIds = graph.nodes.map((node) => node.id);
  return [
    ...duplicates(nodeIds).map((id) => finding('Flow.DuplicateId', id, id)),
    ...duplicates(graph.edges.map((edge) => edge.id)).map((id) => finding('Flow.DuplicateId', null, id)),
    ...nodeIds.filter((id) => id === triggersNodeId).map((id) => finding('Flow.ReservedId', id, id)),
  ];
}

/** Edges that lead nowhere or leave from nowhere, and ways out without an edge. */
export function checkEdges(graph: FlowGraph): FlowFinding[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const findings: FlowFinding[] = [];
  const taken = new Set<string>();
  for (const edge of graph.edges) {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    if (!source || !target) {
      findings.push(finding('Flow.DanglingEdge', source?.id ?? target?.id ?? null, edge.id));
    }
    if (target?.kind === 'clientMessageTrigger') findings.push(finding('Flow.EntersTrigger', target.id, edge.id));
    if (source && !portsOf(source).some((port) => port.port === edge.port)) {
      findings.push(finding('Flow.UnknownPort', source.id, edge.port));
    }
    const key = `${edge.source}:${edge.port}`;
    if (taken.has(key)) findings.push(finding('Flow.DuplicateEdge', edge.source, edge.port));
    taken.add(key);
  }
  for (const node of graph.nodes) {
    for (const { port, title } of portsOf(node)) {
      if (!taken.has(`${node.id}:${port}`)) findings.push(finding('Flow.MissingEdge', node.id, title));
    }
  }
  return findings;
}

function successors(graph: FlowGraph): Map<string, string[]> {
  const next = new Map<string, string[]>(graph.nodes.map((node) => [node.id, []]));
  for (const edge of graph.edges) next.get(edge.source)?.push(edge.target);
  return next;
}

/** A flow needs a start, and nodes that no start leads to are drawn for nothing. */
export function checkReach(graph: FlowGraph): FlowFinding[] {
  const starts = graph.nodes.filter((node) => node.kind === 'clientMessageTrigger').map((node) => node.id);
  if (starts.length === 0) return [finding('Flow.NoTrigger', null)];
  const next = successors(graph);
  const reached = new Set<string>();
  const open = [...starts];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...(next.get(id) ?? []));
  }
  return graph.nodes.filter((node) => !reached.has(node.id)).map((node) => finding('Flow.Unreachable', node.id));
}

/**
 * Nodes on a cycle that passes no waiting node: what is left when nodes without a way in, or without a way out, are
 * taken away again and again from the part of the graph that does not wait.
 */
export function checkCycles(graph: FlowGraph): FlowFinding[] {
  let left = new Map<string, FlowNode>(graph.nodes.filter((node) => !waitsAt(node)).map((node) => [node.id, node]));
  for (;;) {
    const inner = graph.edges.filter((edge) => left.has(edge.source) && left.has(edge.target));
    const sources = new Set(inner.map((edge) => edge.source));
    const targets = new Set(inner.map((edge) => edge.target));
    const kept = [...left].filter(([id]) => sources.has(id) && targets.has(id));
    if (kept.length === left.size) break;
    left = new Map(kept);
  }
  return [...left.keys()].map((id) => finding('Flow.CycleWithoutWait', id));
}
