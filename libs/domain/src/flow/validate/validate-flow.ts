import type { FlowGraph, LocalizedText } from '../flow-graph.ts';
import { drawInSubFlows } from '../sub-flows.ts';
import { checkAsk } from './ask-checks.ts';
import { checkCards } from './card-checks.ts';
import { prepare } from './checked-flow.ts';
import { checkChoices } from './choice-checks.ts';
import { checkConditions } from './condition-checks.ts';
import { checkPermission, checkStages } from './crm-checks.ts';
import { checkCycles } from './cycle-checks.ts';
import { checkDeclarations } from './declaration-checks.ts';
import { checkEdges, checkIds } from './edge-checks.ts';
import type { FindingCode, FlowFinding } from './finding.ts';
import { checkSignals, checkSubFlow, checkWebhook } from './outside-checks.ts';
import { checkReach } from './reach-checks.ts';
import { checkRuns, checkTriggers } from './run-checks.ts';
import type { ValidationSurroundings } from './surroundings.ts';
import { checkTexts } from './text-checks.ts';
import { checkTimes } from './time-checks.ts';

/** All findings of one drawing, sub-flows in it taken as plain steps. */
function checkDrawing(graph: FlowGraph, surroundings: ValidationSurroundings): FlowFinding[] {
  const flow = prepare(graph, surroundings);
  const edges = checkEdges(flow);
  const cycles = checkCycles(flow);
  const broken = [...edges, ...cycles].flatMap(({ nodeId }) => nodeId ?? []);
  return [
    ...checkReach(flow, new Set(broken)),
    ...checkIds(flow),
    ...edges,
    ...cycles,
    ...checkRuns(flow),
    ...checkTriggers(flow),
    ...checkCards(flow),
    ...checkDeclarations(graph),
    ...graph.nodes.flatMap((node) => [
      ...checkChoices(node),
      ...checkAsk(flow, node),
      ...checkTimes(flow, node),
      ...checkConditions(flow, node),
      ...checkTexts(flow, node),
      ...checkStages(flow, node),
      ...checkPermission(flow, node),
      ...checkSignals(flow, node),
      ...checkWebhook(flow, node),
      ...checkSubFlow(flow, node),
    ]),
  ];
}

/** Findings about the shape of the whole: what leads where, and where a run stands still. */
const shapeCodes: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'Flow.NoEnd',
  'Flow.Unreachable',
  'Flow.DeadEnd',
  'Flow.CycleWithoutWait',
  'Flow.CycleThroughKnown',
  'Flow.SideRunWaits',
  'Flow.TwoBranchesWait',
]);

/** A finding inside a sub-flow, told at the node that stands for it: there is nothing to change here. */
function atOwner(found: FlowFinding, owner: string, label: LocalizedText): FlowFinding {
  const message = {
    ru: `В подсценарии, узел «${label.ru}»: ${found.message.ru}`,
    en: `In the sub-flow, node "${label.en}": ${found.message.en}`,
  };
  return { ...found, nodeId: owner, message, suggestion: null };
}

/**
 * What only shows when the sub-flows are drawn in: their steps in this flow's surroundings, and the shape of the whole.
 *
 * @param known what has been found without them
 */
function checkWhole(graph: FlowGraph, surroundings: ValidationSurroundings, known: FlowFinding[]): FlowFinding[] {
  const { library, flowId } = surroundings;
  const isDrawable =
    graph.nodes.some((node) => node.kind === 'subFlow') && known.every(({ severity }) => severity !== 'error');
  if (!library || !isDrawable) return known;
  const drawn = drawInSubFlows(graph, library, flowId ?? null);
  if ('problem' in drawn) return [...known, ...drawn.problem];
  const whole = checkDrawing(drawn.graph, surroundings);
  const labels = new Map(drawn.graph.nodes.map((node) => [node.id, node.label]));
  const told = new Set(known.map(({ code, nodeId }) => `${code}:${nodeId ?? ''}`));
  const unused = new Set(whole.filter(({ code }) => code === 'Flow.UnusedSlot').map(({ message }) => message.en));
  const added = whole.flatMap((found): FlowFinding[] => {
    const owner = drawn.owners.get(found.nodeId ?? '');
    if (owner !== undefined) return [atOwner(found, owner, labels.get(found.nodeId ?? '') ?? { ru: '', en: '' })];
    return shapeCodes.has(found.code) && !told.has(`${found.code}:${found.nodeId ?? ''}`) ? [found] : [];
  });
  const kept = known.filter(({ code, message }) => code !== 'Flow.UnusedSlot' || unused.has(message.en));
  return [...kept, ...added];
}

/**
 * Checks a drawn flow before it is published. Shape is the schema's matter; this is about meaning. The work grows with
 * the number of nodes, edges and conditions, not faster.
 *
 * @returns findings in the order of the nodes; the flow may be published when none is an error
 */
export function validateFlow(graph: FlowGraph, surroundings: ValidationSurroundings): FlowFinding[] {
  const findings = checkWhole(graph, surroundings, checkDrawing(graph, surroundings));
  const place = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const orderOf = ({ nodeId }: FlowFinding): number => (nodeId === null ? -1 : (place.get(nodeId) ?? -1));
  return findings.sort((a, b) => orderOf(a) - orderOf(b));
}
