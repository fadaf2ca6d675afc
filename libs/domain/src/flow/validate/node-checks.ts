import { isTemplateVariable, variablesOf } from '../../decide/template.ts';
import type { Funnel, StageMapping } from '../../funnel/funnel.ts';
import type { PermissionTable } from '../../permission/permission.ts';
import { isCrmStepKind } from '../../permission/permission.ts';
import type { FlowGraph, FlowNode } from '../flow-graph.ts';
import { stageKeysOf, templatesOf } from '../node-specifications.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';

/** Texts: both languages filled, variables known. */
export function checkTexts(node: FlowNode): FlowFinding[] {
  const texts = templatesOf(node);
  const unknown = new Set(
    texts.flatMap(({ ru, en }) => [...variablesOf(ru), ...variablesOf(en)]).filter((name) => !isTemplateVariable(name)),
  );
  const empty = texts.some(({ ru, en }) => ru.trim() === '' || en.trim() === '');
  return [
    ...[...unknown].map((name) => finding('Flow.UnknownVariable', node.id, name)),
    ...(empty ? [finding('Flow.EmptyText', node.id)] : []),
  ];
}

/** Stages: in the funnel, and bound to the CRM. An unbound stage only warns where the step will not run anyway. */
export function checkStages(
  node: FlowNode,
  funnel: Funnel,
  stageMapping: StageMapping | null,
  permissions: PermissionTable | undefined,
): FlowFinding[] {
  const runs = !isCrmStepKind(node.kind) || (permissions?.[node.kind].allowed ?? true);
  return stageKeysOf(node).flatMap((key) => {
    if (!funnel.stages.some((stage) => stage.key === key)) return [finding('Flow.UnknownStage', node.id, key)];
    const bound = stageMapping === null || Object.hasOwn(stageMapping, key);
    return bound ? [] : [finding('Flow.UnmappedStage', node.id, key, runs ? 'error' : 'warning')];
  });
}

/** Steps that the permission table refuses: the flow may hold them, but they will be skipped. */
export function checkPermission(node: FlowNode, permissions: PermissionTable | undefined): FlowFinding[] {
  if (!permissions || !isCrmStepKind(node.kind)) return [];
  const permission = permissions[node.kind];
  return permission.allowed ? [] : [finding('Flow.StepNotPermitted', node.id, permission.reason)];
}

/** What only one kind of node can get wrong. */
export function checkConfig(node: FlowNode): FlowFinding[] {
  if (node.kind === 'ask') {
    const { slots, attempts } = node.config;
    return [
      ...(slots.length === 0 ? [finding('Flow.AskWithoutSlots', node.id)] : []),
      ...(Number.isInteger(attempts) && attempts >= 1 ? [] : [finding('Flow.AskWithoutLimit', node.id)]),
    ];
  }
  if (node.kind !== 'rule') return [];
  const { outputs } = node.config;
  if (outputs.length === 0) return [finding('Flow.RuleWithoutOutputs', node.id)];
  const ports = outputs.map((output) => output.port);
  const priorities = outputs.map((output) => String(output.priority));
  return [
    ...repeated([...ports, 'otherwise']).map((port) => finding('Flow.DuplicatePort', node.id, port)),
    ...repeated(priorities).map((priority) => finding('Flow.EqualPriorities', node.id, priority)),
  ];
}

/** Triggers with one priority work, in the order of their ids; it is rarely meant. */
export function checkTriggerPriorities(graph: FlowGraph): FlowFinding[] {
  const triggers = graph.nodes.filter((node) => node.kind === 'clientMessageTrigger');
  const equal = repeated(triggers.map((node) => String(node.config.priority)));
  return triggers
    .filter((node) => equal.includes(String(node.config.priority)))
    .map((node) => finding('Flow.EqualTriggerPriorities', node.id, String(node.config.priority)));
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
