import { declaredVariablesOf, templateVariables } from '../../decide/template.ts';
import type { FactDeclaration } from '../../rules/facts.ts';
import { declaredFactsOf, factDeclarations } from '../../rules/facts.ts';
import type { FlowEdge, FlowGraph, FlowNode, LocalizedText } from '../flow-graph.ts';
import type { NodePort } from '../node-specifications.ts';
import { portsOf, startsOf } from '../node-specifications.ts';
import { slotTitles } from '../slot-titles.ts';
import { nearestOf } from './nearest.ts';
import type { ConfigPath } from './suggestion.ts';
import { freshIds, pathFinder } from './suggestion.ts';
import type { CheckPattern, ValidationSurroundings } from './surroundings.ts';

/** Names that something may be called by: whether one exists, and which was meant by one that does not. */
export interface Names<T> {
  known: ReadonlyMap<string, T>;
  nearest: (wanted: string) => string | null;
}

/** A drawn flow with all that its checks look up, made once so that each check is linear in the flow's size. */
export interface CheckedFlow {
  graph: FlowGraph;
  surroundings: ValidationSurroundings;
  nodes: ReadonlyMap<string, FlowNode>;
  /** Ways out by node id. */
  ports: ReadonlyMap<string, readonly NodePort[]>;
  /** The targets that exist, by node id. */
  successors: ReadonlyMap<string, readonly string[]>;
  /** The edge of a port, by `{source}:{port}`; the first of several. */
  edges: ReadonlyMap<string, FlowEdge>;
  starts: readonly FlowNode[];
  facts: Names<FactDeclaration>;
  variables: Names<LocalizedText>;
  slots: Names<LocalizedText>;
  fields: Names<LocalizedText>;
  stages: Names<LocalizedText>;
  /** null when the catalogue is not known. */
  signals: Names<LocalizedText> | null;
  /** As given, each pattern once. */
  checkPattern: CheckPattern;
  /** Where an object stands within a config. */
  pathTo: (config: object, part: object) => ConfigPath;
  /** Gives an id that no node, or no edge, has. */
  freshNodeId: (wished: string) => string;
  freshEdgeId: (wished: string) => string;
}

function names<T>(entries: Iterable<readonly [string, T]>): Names<T> {
  const known = new Map(entries);
  return { known, nearest: nearestOf(known.keys()) };
}

function once(check: CheckPattern): CheckPattern {
  const answers = new Map<string, string | null>();
  return (pattern) => {
    const known = answers.get(pattern);
    if (known !== undefined) return known;
    const answer = check(pattern);
    answers.set(pattern, answer);
    return answer;
  };
}

function firstOf<T>(entries: Iterable<readonly [string, T]>): Map<string, T> {
  const first = new Map<string, T>();
  for (const [key, value] of entries) if (!first.has(key)) first.set(key, value);
  return first;
}

/** Prepares a flow for its checks. */
export function prepare(graph: FlowGraph, surroundings: ValidationSurroundings): CheckedFlow {
  const nodes = firstOf(graph.nodes.map((node) => [node.id, node] as const));
  const successors = new Map<string, string[]>(graph.nodes.map((node) => [node.id, []]));
  for (const { source, target } of graph.edges) if (nodes.has(target)) successors.get(source)?.push(target);
  const { funnel, signals, checkPattern } = surroundings;
  return {
    graph,
    surroundings,
    nodes,
    ports: new Map([...nodes.values()].map((node) => [node.id, portsOf(node)])),
    successors,
    edges: firstOf(graph.edges.map((edge) => [`${edge.source}:${edge.port}`, edge] as const)),
    starts: graph.nodes.filter((node) => startsOf(node) !== null),
    facts: names([...Object.entries(declaredFactsOf(graph)), ...Object.entries<FactDeclaration>(factDeclarations)]),
    variables: names<LocalizedText>([
      ...Object.entries(declaredVariablesOf(graph)),
      ...Object.entries(templateVariables),
    ]),
    slots: names([
      ...(graph.slots ?? []).map(({ key, title }) => [key, title] as const),
      ...Object.entries(slotTitles),
    ]),
    fields: names((graph.fields ?? []).map(({ key, title }) => [key, title] as const)),
    stages: names(funnel.stages.map(({ key, name }) => [key, name] as const)),
    signals: signals ? names(signals.map(({ name, title }) => [name, title] as const)) : null,
    checkPattern: once(checkPattern),
    pathTo: pathFinder(),
    freshNodeId: freshIds(nodes.keys()),
    freshEdgeId: freshIds(graph.edges.map((edge) => edge.id)),
  };
}

/** A new edge with an id of its own. */
export function newEdge(flow: CheckedFlow, source: string, port: string, target: string): FlowEdge {
  return { id: flow.freshEdgeId(`${source}-${port}-${target}`), source, port, target };
}

/** Values that stand more than once, each once. */
export function repeated(values: Iterable<string>): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) (seen.has(value) ? twice : seen).add(value);
  return [...twice];
}
