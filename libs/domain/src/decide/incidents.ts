import type { Command } from '../dialogue/command.ts';
import { isUnwanted } from '../dialogue/command.ts';
import type { DialogueEventOf } from '../dialogue/dialogue-event.ts';
import type { Parked } from '../dialogue/dialogue-state.ts';
import type { FlowEdge, LocalizedText } from '../flow/flow-graph.ts';
import { triggersNodeId } from '../flow/compile-flow.ts';
import { portsOf } from '../flow/node-specifications.ts';
import { isCrmStepKind } from '../permission/permission.ts';
import { goOnIfFree, leaveOrRemember, placeOf, resume, startByTrigger, waitingNode } from './conversation.ts';
import { expectManager } from './hand-off.ts';
import { emitPendingContact } from './steps.ts';
import { saysSomething } from './turn.ts';
import type { Turn } from './turn.ts';
import { edgesFrom, follow, wayTo } from './walk.ts';

const handedOver: LocalizedText = {
  ru: 'Сценарий остановлен, диалог передан менеджеру',
  en: 'The flow was stopped and the dialogue handed to a manager',
};

/** Codes with which `decide` itself parks the token; all others come from steps that failed behind it. */
const walkCodes: readonly string[] = [
  'Flow.Invalid',
  'Flow.NoTriggerMatched',
  'Flow.NoRuleMatched',
  'Flow.NodeMissing',
  'Flow.EdgeMissing',
  'Flow.StepBudgetSpent',
  'Flow.WaitNeverEnds',
  'Flow.SubFlowMissing',
];

/** A person's decision about an incident. */
type Settling = NonNullable<Parked['settled']>;

/** What a failed step leaves undone. A dialogue that is parked already stays so, and owes both. */
function parkedWith(parked: Parked | null, { nodeId, code, commands }: DialogueEventOf<'stepFailed'>): Parked {
  if (!parked) return { nodeId, code, commands };
  // A new failure asks for a person anew, also where an earlier one is settled and waits for the assistant to lead again.
  const { settled: _before, ...open } = parked;
  return { ...open, commands: [...parked.commands, ...commands] };
}

/** A step has failed for good: the token stops. An outside assistant that is being asked is asked in vain. */
export function onStepFailed(turn: Turn, event: DialogueEventOf<'stepFailed'>): void {
  const { parked, consulting } = turn.state;
  const waits = consulting ? { unanswered: true } : {};
  turn.update({ parked: { ...parkedWith(parked, event), ...waits }, consulting: null });
  turn.raiseIncident(event.nodeId, event.code, `a step of turn ${event.turn} failed for good`);
}

/** Whether the incident at a node is what the dialogue is parked for. */
function isParkedFor(parked: Parked | null, nodeId: string): parked is Parked {
  if (!parked || parked.settled) return false;
  return parked.nodeId === nodeId || parked.commands.some((command) => command.nodeId === nodeId);
}

/**
 * A person has settled the incident that the dialogue is parked for: what failed is done again, or left out, and the walk
 * goes on where it had stopped; while a manager leads, as soon as the assistant does again.
 */
export async function settleIncident(turn: Turn, nodeId: string, how: Settling): Promise<void> {
  const { parked, closed } = turn.state;
  if (!isParkedFor(parked, nodeId)) return turn.ignore('Incident.NothingParked');
  for (const command of parked.commands) {
    if (how === 'retried') repeatCommand(turn, command);
    else turn.skipStep(command.nodeId, command.kind, 'Incident.SkippedByPerson');
  }
  const rest: Parked = { ...parked, commands: [] };
  if (turn.assistantLeads && !isUnwanted(closed)) turn.update({ closed: null });
  if (!walkCodes.includes(parked.code)) return goOnAfterStep(turn, rest, how);
  if (turn.assistantLeads) return release(turn, rest, how);
  turn.update({ parked: { ...rest, settled: how } });
}

/** Goes on, if that was put off until the assistant leads again. @returns whether it was */
export async function releaseSettled(turn: Turn): Promise<boolean> {
  const { parked } = turn.state;
  if (!parked?.settled || !turn.assistantLeads) return false;
  await release(turn, parked, parked.settled);
  return true;
}

/** Goes on with the walk that had stopped. */
async function release(turn: Turn, parked: Parked, how: Settling): Promise<void> {
  turn.update({ parked: null });
  if (how === 'retried' && parked.nodeId === triggersNodeId) {
    return turn.state.position ? undefined : startByTrigger(turn);
  }
  const ways = how === 'retried' ? waysAnew(turn, parked) : firstWayOut(turn, parked);
  if (ways === null) return handOver(turn);
  await follow(turn, [...ways, ...(parked.rest ?? []).map(wayTo)]);
}

/** A node that had run already and lacked its edge is not run twice; a choice is made anew, by the rules of today. */
function waysAnew(turn: Turn, { nodeId, code, port = 'next' }: Parked): FlowEdge[] {
  const node = turn.flow.nodes.get(nodeId);
  const ran = code === 'Flow.EdgeMissing' && node !== undefined && node.kind !== 'rule';
  return ran && portsOf(node).some((way) => way.port === port) ? edgesFrom(turn, node, [port], null) : [wayTo(nodeId)];
}

/** The first drawn way out of the node where the walk had stopped; null when there is none. */
function firstWayOut(turn: Turn, { nodeId, code }: Parked): FlowEdge[] | null {
  const node = turn.flow.nodes.get(nodeId);
  const way = node && portsOf(node).find(({ port }) => turn.flow.edges.has(`${node.id}:${port}`));
  if (!node || !way) return null;
  if (code !== 'Flow.EdgeMissing') turn.skip(node, 'Incident.SkippedByPerson');
  return edgesFrom(turn, node, [way.port], null);
}

/** The failed step is done again or left out: the token stands where it stood, and its answer may have come. */
async function goOnAfterStep(turn: Turn, parked: Parked, how: Settling): Promise<void> {
  turn.update({ parked: null });
  const node = waitingNode(turn);
  const called = node?.kind === 'callWebhook' && node.config.waitForAnswer && node.id === parked.nodeId;
  if (how === 'skipped' && called) await leaveOrRemember(turn, node, 'failed');
  if (turn.assistantLeads) await (parked.unanswered ? resume(turn) : goOnIfFree(turn));
}

/** Takes the dialogue out of the flow: from here a manager leads. */
export function handOver(turn: Turn): void {
  const { parked, owner } = turn.state;
  const nodeId = placeOf(turn);
  for (const command of parked?.commands ?? []) turn.skipStep(command.nodeId, command.kind, 'Incident.HandedOver');
  emitPendingContact(turn);
  turn.update({ position: null, parked: null, completed: true, consulting: null });
  if (owner === 'manager') return;
  const deadlineAt = expectManager(turn, null);
  const reason = turn.note(handedOver);
  turn.emit(nodeId, { kind: 'handOff', reason, text: null, ...(deadlineAt === null ? {} : { deadlineAt }) });
}

/** A command of an earlier turn, under today's permissions; words only while the assistant leads. */
function repeatCommand(turn: Turn, command: Command): void {
  const { nodeId, kind } = command;
  if (isCrmStepKind(kind) && !turn.permitsKind(nodeId, kind)) return;
  if (saysSomething(command) && turn.silencedBy !== null) turn.skipStep(nodeId, kind, turn.silencedBy);
  else turn.repeat(command);
}

/** Whether the token stands at a node that this bundle has. */
export function positionExists(turn: Turn): boolean {
  return turn.state.position === null || waitingNode(turn) !== undefined;
}
