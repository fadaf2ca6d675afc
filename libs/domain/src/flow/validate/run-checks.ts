import type { FlowNode, FlowNodeOf, LocalizedText } from '../flow-graph.ts';
import { startsOf, waitsAt } from '../node-specifications.ts';
import type { CheckedFlow } from './checked-flow.ts';
import { repeated } from './checked-flow.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import { reachFrom, reversed } from './reach-checks.ts';
import { suggestConfig } from './suggestion.ts';

/** By node id: the nearest waiting node that a run comes to from there without waiting before; itself, if it waits. */
function waitsAhead(flow: CheckedFlow): ReadonlyMap<string, string> {
  const waiting = new Set(flow.graph.nodes.filter(waitsAt).map((node) => node.id));
  // A run that has come to a waiting node goes no further, so the links that leave one do not count.
  const links = new Map([...flow.successors].map(([id, targets]) => [id, waiting.has(id) ? [] : targets]));
  return reachFrom(waiting, reversed(links));
}

/** Whether a trigger's run stands beside the conversation, always or while a question is open. */
function runsBeside(flow: CheckedFlow, node: FlowNode): boolean {
  // In a flow that only other flows run the manager's button is where they enter it.
  if (node.kind === 'manualTrigger') return flow.surroundings.runsByItself !== false;
  if (node.kind === 'clientMessageTrigger') return node.config.interrupts === true;
  return startsOf(node) === 'beside';
}

function labelOf(flow: CheckedFlow, nodeId: string): LocalizedText {
  return flow.nodes.get(nodeId)?.label ?? { ru: nodeId, en: nodeId };
}

function outputsThatWait(
  flow: CheckedFlow,
  rule: FlowNodeOf<'rule'>,
  waits: ReadonlyMap<string, string>,
): LocalizedText | null {
  const titles = rule.config.outputs
    .filter(({ port }) => waits.has(flow.edges.get(`${rule.id}:${port}`)?.target ?? ''))
    .map((output) => output.title);
  if (titles.length < 2) return null;
  const list = (locale: keyof LocalizedText): string => titles.map((title) => title[locale]).join(', ');
  return { ru: list('ru'), en: list('en') };
}

/** Runs that come to a waiting node where they may not wait. */
export function checkRuns(flow: CheckedFlow): FlowFinding[] {
  const waits = waitsAhead(flow);
  return flow.graph.nodes.flatMap((node) => {
    const wait = waits.get(node.id);
    if (wait === undefined) return [];
    if (runsBeside(flow, node)) return [finding('Flow.SideRunWaits', node.id, labelOf(flow, wait))];
    if (node.kind !== 'rule' || node.config.policy !== 'all') return [];
    const titles = outputsThatWait(flow, node, waits);
    if (!titles) return [];
    const suggestion = suggestConfig(
      'setConfig',
      node,
      ['policy'],
      'first',
      'Идти только по первому выходу, условия которого выполнены',
      'Take only the first way out whose conditions hold',
    );
    return [finding('Flow.TwoBranchesWait', node.id, titles, { suggestion })];
  });
}

function checkInterruption(node: FlowNode): FlowFinding[] {
  if (node.kind !== 'clientMessageTrigger' || !node.config.interrupts || node.config.when) return [];
  const asks = { fact: 'message.question', operator: 'equal', value: true };
  const suggestion = suggestConfig(
    'setCondition',
    node,
    ['when'],
    asks,
    'Вмешиваться, только когда клиент спрашивает',
    'Step in only when the client asks something',
  );
  return [finding('Flow.InterruptsAlways', node.id, '', { suggestion })];
}

type TokenTrigger = FlowNodeOf<'newDialogueTrigger'> | FlowNodeOf<'clientMessageTrigger'>;

/** A priority that no trigger has: the next lower one, so that the order changes least. */
function freePriority(wanted: number, taken: Set<number>): number {
  let free = wanted;
  while (free > 1 && taken.has(free)) free -= 1;
  while (taken.has(free)) free += 1;
  taken.add(free);
  return free;
}

/** Triggers: none answers in place of every answer, and priorities say which comes first. */
export function checkTriggers(flow: CheckedFlow): FlowFinding[] {
  const triggers = flow.starts.filter((node): node is TokenTrigger => startsOf(node) === 'token');
  const equal = new Set(repeated(triggers.map((node) => String(node.config.priority))));
  const taken = new Set(triggers.map((node) => node.config.priority));
  return triggers.flatMap((node) => {
    const { priority } = node.config;
    if (!equal.has(String(priority))) return checkInterruption(node);
    const free = freePriority(priority, taken);
    const suggestion = suggestConfig(
      'setPriority',
      node,
      ['priority'],
      free,
      `Поставить приоритет ${free}`,
      `Set the priority to ${free}`,
    );
    return [
      ...checkInterruption(node),
      finding('Flow.EqualTriggerPriorities', node.id, String(priority), { suggestion }),
    ];
  });
}
