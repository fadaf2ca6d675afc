import type { Funnel, StageMapping } from '../../funnel/funnel.ts';
import type { PermissionTable } from '../../permission/permission.ts';
import type { FlowGraph } from '../flow-graph.ts';
import type { CheckPattern } from './condition-checks.ts';
import { checkConditions } from './condition-checks.ts';
import type { FlowFinding } from './finding.ts';
import { checkCycles, checkEdges, checkIds, checkReach } from './graph-checks.ts';
import { checkConfig, checkPermission, checkStages, checkTexts, checkTriggerPriorities } from './node-checks.ts';

/** What a flow is checked against. */
export interface ValidationSurroundings {
  funnel: Funnel;
  /** null where no CRM is joined: then nothing has to be bound. */
  stageMapping: StageMapping | null;
  /** Adds warnings for steps that would be skipped. */
  permissions?: PermissionTable | undefined;
  /** `checkPattern` of `@voronka/rules-engine`. */
  checkPattern: CheckPattern;
}

/**
 * Checks a drawn flow before it is published. Shape is the schema's matter; this is about meaning.
 *
 * @returns findings in the order of the nodes; the flow may be published when none is an error
 */
export function validateFlow(graph: FlowGraph, surroundings: ValidationSurroundings): FlowFinding[] {
  const { funnel, stageMapping, permissions, checkPattern } = surroundings;
  const findings = [
    ...checkReach(graph),
    ...checkIds(graph),
    ...checkEdges(graph),
    ...checkCycles(graph),
    ...checkTriggerPriorities(graph),
    ...graph.nodes.flatMap((node) => [
      ...checkConfig(node),
      ...checkConditions(node, checkPattern),
      ...checkTexts(node),
      ...checkStages(node, funnel, stageMapping, permissions),
      ...checkPermission(node, permissions),
    ]),
  ];
  const place = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const orderOf = ({ nodeId }: FlowFinding): number => (nodeId === null ? -1 : (place.get(nodeId) ?? -1));
  return findings.sort((a, b) => orderOf(a) - orderOf(b));
}
