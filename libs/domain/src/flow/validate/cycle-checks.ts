import type { FlowNode } from '../flow-graph.ts';
import type { CheckedFlow } from './checked-flow.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import { mayWait } from './reach-checks.ts';
import { cyclesOf } from './strong-components.ts';
import type { Suggestion } from './suggestion.ts';
import { suggest, suggestConfig } from './suggestion.ts';

/** The port by which the token may pass a waiting node without stopping, once it has been there: nothing is asked twice. */
function passingPort(node: FlowNode): string | null {
  if (node.kind === 'ask' && node.config.skipKnown !== false) return 'collected';
  return node.kind === 'wait' && node.config.for.kind === 'businessHours' ? 'next' : null;
}

/** Links along which the token does not stop. */
function passableLinks(flow: CheckedFlow, passes: (node: FlowNode) => string | null): Map<string, string[]> {
  const links = new Map<string, string[]>();
  for (const node of flow.nodes.values()) {
    if (!mayWait(node)) {
      links.set(node.id, [...(flow.successors.get(node.id) ?? [])]);
      continue;
    }
    const port = passes(node);
    const target = port === null ? undefined : flow.edges.get(`${node.id}:${port}`)?.target;
    links.set(node.id, target === undefined ? [] : [target]);
  }
  return links;
}

function breakAt(flow: CheckedFlow, nodeId: string, cycle: ReadonlySet<string>): Suggestion | null {
  const from = flow.nodes.get(nodeId)?.label;
  const to = flow.nodes.get(flow.successors.get(nodeId)?.find((target) => cycle.has(target)) ?? '')?.label;
  if (!from || !to) return null;
  return suggest(
    'breakCycle',
    `Поставить вопрос или ожидание между «${from.ru}» и «${to.ru}»`,
    `Put a question or a wait between "${from.en}" and "${to.en}"`,
  );
}

function askAnyway(flow: CheckedFlow, nodeId: string, cycle: ReadonlySet<string>): Suggestion | null {
  const node = flow.nodes.get(nodeId);
  if (node?.kind !== 'ask') return breakAt(flow, nodeId, cycle);
  return suggestConfig(
    'setConfig',
    node,
    ['skipKnown'],
    false,
    'Спрашивать каждый раз, даже если ответ известен',
    'Ask every time, even when the answer is known',
  );
}

/**
 * Nodes on cycles that the token would run round without a stop: those without a waiting node, and those whose every
 * waiting node is passed at once when what it asks for is known.
 */
export function checkCycles(flow: CheckedFlow): FlowFinding[] {
  const nodeIds = [...flow.nodes.keys()];
  const restless = cyclesOf(
    nodeIds,
    passableLinks(flow, () => null),
  );
  const told = new Set(restless.flat());
  const passing = cyclesOf(nodeIds, passableLinks(flow, passingPort));
  return [
    ...restless.flatMap((ids) => {
      const cycle = new Set(ids);
      return ids.map((id) => finding('Flow.CycleWithoutWait', id, '', { suggestion: breakAt(flow, id, cycle) }));
    }),
    ...passing
      .filter((ids) => !ids.some((id) => told.has(id)))
      .flatMap((ids) => {
        const cycle = new Set(ids);
        return ids.map((id) => finding('Flow.CycleThroughKnown', id, '', { suggestion: askAnyway(flow, id, cycle) }));
      }),
  ];
}
