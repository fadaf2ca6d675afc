import { triggersNodeId } from '../compile-flow.ts';
import type { FlowEdge, FlowNode, LocalizedText } from '../flow-graph.ts';
import type { NodePort } from '../node-specifications.ts';
import { startsOf } from '../node-specifications.ts';
import type { CheckedFlow } from './checked-flow.ts';
import { newEdge, repeated } from './checked-flow.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import { unreachableHeads } from './reach-checks.ts';
import type { Suggestion } from './suggestion.ts';
import { suggest } from './suggestion.ts';

/** Ids that stand twice or are reserved. */
export function checkIds(flow: CheckedFlow): FlowFinding[] {
  const { nodes, edges } = flow.graph;
  const byId = new Map(edges.map((edge) => [edge.id, edge]));
  return [
    ...repeated(nodes.map((node) => node.id)).map((id) => finding('Flow.DuplicateId', id, id)),
    ...repeated(edges.map((edge) => edge.id)).map((id) => {
      const edge = byId.get(id);
      return finding('Flow.DuplicateId', null, id, { suggestion: edge ? otherId(flow, edge) : null });
    }),
    ...nodes
      .filter((node) => node.id === triggersNodeId)
      .map((node) => finding('Flow.ReservedId', node.id, node.id, { suggestion: otherName(flow, node) })),
  ];
}

function otherId(flow: CheckedFlow, edge: FlowEdge): Suggestion {
  const { source, port, target } = edge;
  const renamed = newEdge(flow, source, port, target);
  return suggest('moveEdge', `Назвать вторую связь «${renamed.id}»`, `Call the second edge "${renamed.id}"`, [
    { kind: 'removeEdge', edge },
    { kind: 'addEdge', edge: renamed },
  ]);
}

function otherName(flow: CheckedFlow, node: FlowNode): Suggestion {
  const newId = flow.freshNodeId(`${node.id}1`);
  return suggest('renameNode', `Назвать узел «${newId}»`, `Call the node "${newId}"`, [
    { kind: 'renameNode', nodeId: node.id, newId },
  ]);
}

function remove(edge: FlowEdge): Suggestion {
  return suggest('removeEdge', 'Удалить связь', 'Delete the edge', [{ kind: 'removeEdge', edge }]);
}

function lead(flow: CheckedFlow, edge: FlowEdge, to: { port: string; target: string }): Suggestion['changes'] {
  return [
    { kind: 'removeEdge', edge },
    { kind: 'addEdge', edge: newEdge(flow, edge.source, to.port, to.target) },
  ];
}

/** An edge into a trigger is meant for what the trigger leads to. */
function pastTrigger(flow: CheckedFlow, edge: FlowEdge): Suggestion {
  const target = flow.nodes.get(flow.edges.get(`${edge.target}:next`)?.target ?? '');
  if (!target || startsOf(target) !== null) return remove(edge);
  const { ru, en } = target.label;
  const changes = lead(flow, edge, { port: edge.port, target: target.id });
  return suggest('moveEdge', `Провести связь к узлу «${ru}»`, `Lead the edge to "${en}"`, changes);
}

/** An edge of a port that is not there is meant for the only way out that has no edge yet. */
function atLoosePort(flow: CheckedFlow, edge: FlowEdge, ports: readonly NodePort[]): Suggestion {
  const loose = ports.filter(({ port }) => !flow.edges.has(`${edge.source}:${port}`));
  const [only] = loose;
  if (!only || loose.length > 1) return remove(edge);
  const { ru, en } = only.title;
  const changes = lead(flow, edge, { port: only.port, target: edge.target });
  return suggest('moveEdge', `Провести связь от выхода «${ru}»`, `Draw the edge from "${en}"`, changes);
}

/** What an edge by itself gets wrong. */
function checkEdge(flow: CheckedFlow, edge: FlowEdge, taken: Set<string>): FlowFinding[] {
  const findings: FlowFinding[] = [];
  const source = flow.nodes.get(edge.source);
  const target = flow.nodes.get(edge.target);
  if (!source || !target) {
    const place = source?.id ?? target?.id ?? null;
    findings.push(finding('Flow.DanglingEdge', place, edge.id, { suggestion: remove(edge) }));
  }
  if (target && startsOf(target) !== null) {
    findings.push(finding('Flow.EntersTrigger', target.id, edge.id, { suggestion: pastTrigger(flow, edge) }));
  }
  const ports = source && flow.ports.get(source.id);
  const unknown = ports?.every(({ port }) => port !== edge.port);
  if (source && ports && unknown) {
    const suggestion = target ? atLoosePort(flow, edge, ports) : remove(edge);
    findings.push(finding('Flow.UnknownPort', source.id, edge.port, { suggestion }));
  }
  const key = `${edge.source}:${edge.port}`;
  if (taken.has(key)) {
    const title = ports?.find(({ port }) => port === edge.port)?.title ?? edge.port;
    findings.push(finding('Flow.DuplicateEdge', edge.source, title, { suggestion: remove(edge) }));
  }
  taken.add(key);
  return findings;
}

/** Where loose ways out may lead: to a node that waits to be connected, else to the flow's end, else to a new one. */
function targetOfLooseEnds(flow: CheckedFlow): (source: FlowNode, port: string, title: LocalizedText) => Suggestion {
  const [head] = unreachableHeads(flow);
  const { nodes } = flow.graph;
  const known = head ?? nodes.find((node) => node.kind === 'end') ?? nodes.find((node) => node.kind === 'handOff');
  return (source, port, title) => {
    const target = known && known.id !== source.id ? known : null;
    if (target) {
      return suggest(
        'addEdge',
        `Провести «${title.ru}» к узлу «${target.label.ru}»`,
        `Lead "${title.en}" to "${target.label.en}"`,
        [{ kind: 'addEdge', edge: newEdge(flow, source.id, port, target.id) }],
      );
    }
    const end = newEnd(flow, source);
    return suggest('addNode', `Добавить «Конец» после «${title.ru}»`, `Add an "End" after "${title.en}"`, [
      { kind: 'addNode', node: end },
      { kind: 'addEdge', edge: newEdge(flow, source.id, port, end.id) },
    ]);
  };
}

/** An end, drawn a step to the right of a node. */
function newEnd(flow: CheckedFlow, beside: FlowNode): FlowNode {
  return {
    id: flow.freshNodeId('end'),
    kind: 'end',
    label: { ru: 'Конец', en: 'End' },
    position: { x: beside.position.x + 300, y: beside.position.y },
    config: {},
  };
}

/** Edges that lead nowhere or leave from nowhere, and ways out without an edge. */
export function checkEdges(flow: CheckedFlow): FlowFinding[] {
  const taken = new Set<string>();
  const findings = flow.graph.edges.flatMap((edge) => checkEdge(flow, edge, taken));
  const suggestTarget = targetOfLooseEnds(flow);
  for (const node of flow.nodes.values()) {
    for (const { port, title } of flow.ports.get(node.id) ?? []) {
      if (taken.has(`${node.id}:${port}`)) continue;
      findings.push(finding('Flow.MissingEdge', node.id, title, { suggestion: suggestTarget(node, port, title) }));
    }
  }
  return findings;
}
