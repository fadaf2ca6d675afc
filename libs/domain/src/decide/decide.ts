import type { DecisionContext, DialogueEvent } from '../dialogue/dialogue-event.ts';
import type { Command, CommandKind } from '../dialogue/command.ts';
import type { DialogueState, Parked } from '../dialogue/dialogue-state.ts';
import type { FlowNode, LocalizedText } from '../flow/flow-graph.ts';
import { compiledFlowOf, triggersNodeId } from '../flow/compile-flow.ts';
import { isCrmStepKind } from '../permission/permission.ts';
import type { EvaluateChoice } from '../rules/choice.ts';
import { missingSlots } from '../rules/facts.ts';
import type { ParsePhone } from '../slots/phone.ts';
import { absorbClientMessage } from './absorb.ts';
import type { Bundle } from './bundle.ts';
import type { Decision, Understood } from './decision-record.ts';
import { emitPendingContact, skipReasons } from './steps.ts';
import { Turn } from './turn.ts';
import { answerAsk, follow, leave, resumeAsk, walkFrom } from './walk.ts';

/** What `decide` needs from outside; the same in worker, simulator and backtest. */
export interface DecideInput {
  evaluate: EvaluateChoice;
  parsePhone: ParsePhone;
  /** Live circumstances; all that is read of them is in the record. */
  context: DecisionContext;
}

const reasons = {
  afterEnd: { ru: 'Клиент написал после завершения сценария', en: 'The client wrote after the flow had ended' },
  waitsForManager: {
    ru: 'Клиент ждёт менеджера и пишет снова',
    en: 'The client is waiting for a manager and wrote again',
  },
  assistantOff: {
    ru: 'Ассистент выключен, клиенту отвечает менеджер',
    en: 'The assistant is switched off: a manager answers',
  },
} as const satisfies Record<string, LocalizedText>;

/**
 * Decides what follows from one event. Pure: no clock, no I/O, no randomness; equal arguments give equal decisions, byte
 * for byte. Never throws on any text of a client; a broken flow parks the token with an incident.
 *
 * @param bundle frozen; keep it as one object per hash, its compiled form is cached by identity
 * @param state as the last decision left it; not changed
 */
export async function decide(
  bundle: Bundle,
  state: DialogueState,
  event: DialogueEvent,
  { evaluate, parsePhone, context }: DecideInput,
): Promise<Decision> {
  const flow = compiledFlowOf(bundle.content.flow);
  const begin = (from: DialogueState, understood: Understood[] = []): Turn =>
    new Turn({ bundle, flow, event, context, evaluate, state: from, understood });

  switch (event.kind) {
    case 'clientMessage': {
      const absorbed = absorbClientMessage(bundle.content, state, event, context, parsePhone);
      const turn = begin(absorbed.state, absorbed.understood);
      await onClientMessage(turn);
      keepHistory(turn);
      return turn.decision();
    }
    case 'managerMessage': {
      const turn = begin({ ...state, owner: 'manager' });
      keepHistory(turn);
      return turn.decision();
    }
    case 'returnedToAssistant': {
      const turn = begin({ ...state, owner: 'assistant' });
      await onReturn(turn);
      return turn.decision();
    }
    case 'stepFailed': {
      const turn = begin({ ...state, parked: parkedWith(state.parked, event) });
      turn.raiseIncident(event.nodeId, event.code, `a step of turn ${event.turn} failed for good`);
      return turn.decision();
    }
    case 'incidentRetried': {
      const turn = begin({ ...state, parked: null });
      if (state.parked) await onRetry(turn, state.parked);
      return turn.decision();
    }
  }
}

/** Keeps what a failed step left undone. A dialogue that is parked already stays so, and owes both. */
function parkedWith(parked: Parked | null, event: Extract<DialogueEvent, { kind: 'stepFailed' }>): Parked {
  if (!parked) return { nodeId: event.nodeId, code: event.code, commands: event.commands };
  return { ...parked, commands: [...parked.commands, ...event.commands] };
}

/** Where commands belong that no node of the walk asked for. */
function placeOf(turn: Turn): string {
  return turn.state.parked?.nodeId ?? turn.state.position?.nodeId ?? triggersNodeId;
}

function assistantLeads(turn: Turn): boolean {
  return turn.state.owner === 'assistant' && !turn.context.assistantOff && turn.content.assistant !== null;
}

/** The node the token waits at. */
function waitingNode(turn: Turn): FlowNode | undefined {
  return turn.state.position ? turn.flow.nodes.get(turn.state.position.nodeId) : undefined;
}

async function onClientMessage(turn: Turn): Promise<void> {
  if (turn.state.slots.phone || turn.state.slots.email) emitPendingContact(turn);
  if (turn.state.owner === 'manager') return;
  if (!assistantLeads(turn)) return turn.callManager(placeOf(turn), reasons.assistantOff);
  if (turn.state.parked) return turn.callManager(placeOf(turn), reasons.waitsForManager);
  if (!turn.state.position) return startByTrigger(turn);

  const node = waitingNode(turn);
  if (node?.kind === 'ask' && turn.state.position.asked > 0) return answerAsk(turn, node);
  // A token that was freed while a manager led stands at a node that never waits: it goes on from there.
  return walkFrom(turn, turn.state.position.nodeId);
}

async function startByTrigger(turn: Turn): Promise<void> {
  const { handedOff, completed, usedTriggers } = turn.state;
  const trace = await turn.choose(turn.flow.triggers);
  const trigger = trace.port === null ? undefined : turn.flow.nodes.get(trace.port);
  if (!trigger) {
    turn.noTriggerFired(trace);
    if (turn.choiceProblem !== null) turn.park(triggersNodeId, 'Flow.Invalid', turn.choiceProblem);
    else if (handedOff) turn.callManager(triggersNodeId, reasons.waitsForManager);
    else if (completed) turn.callManager(triggersNodeId, reasons.afterEnd);
    else turn.park(triggersNodeId, 'Flow.NoTriggerMatched', 'no trigger fired on a client message');
    return;
  }
  turn.update({ usedTriggers: [...new Set([...usedTriggers, trigger.id])], completed: false });
  const edge = turn.flow.edges.get(`${trigger.id}:next`);
  turn.passed(trigger, trace, edge);
  if (edge) await follow(turn, edge);
  else turn.park(trigger.id, 'Flow.EdgeMissing', `node "${trigger.id}" has no edge at port "next"`);
}

async function onReturn(turn: Turn): Promise<void> {
  const { parked, position } = turn.state;
  if (!assistantLeads(turn) || parked || !position) return;
  const node = waitingNode(turn);
  if (node?.kind === 'ask' && position.asked > 0) await resumeAsk(turn, node);
  else await walkFrom(turn, position.nodeId);
}

/** Codes with which `decide` itself parks the token; all others come from steps that failed behind it. */
const walkCodes: readonly string[] = [
  'Flow.Invalid',
  'Flow.NoTriggerMatched',
  'Flow.NoRuleMatched',
  'Flow.NodeMissing',
  'Flow.EdgeMissing',
  'Flow.StepBudgetSpent',
];

const wordKinds: readonly CommandKind[] = ['ask', 'reply', 'handOff'];

/** Does again what failed, and goes on with the walk where it had stopped. */
async function onRetry(turn: Turn, parked: Parked): Promise<void> {
  for (const command of parked.commands) repeatCommand(turn, command);
  if (!assistantLeads(turn)) return;
  if (!walkCodes.includes(parked.code)) return takeAnswer(turn);
  if (parked.nodeId === triggersNodeId) return turn.state.position ? undefined : startByTrigger(turn);
  const node = turn.flow.nodes.get(parked.nodeId);
  if (node && parked.code === 'Flow.EdgeMissing') return leave(turn, node);
  return walkFrom(turn, parked.nodeId);
}

/** Goes on if the client answered the open question while the dialogue was parked; does not ask again otherwise. */
async function takeAnswer(turn: Turn): Promise<void> {
  const node = waitingNode(turn);
  if (node?.kind === 'ask' && missingSlots(node.config.slots, turn.state).length === 0) await answerAsk(turn, node);
}

/** A command of an earlier turn, under today's permissions; words only while the assistant leads. */
function repeatCommand(turn: Turn, command: Command): void {
  if (wordKinds.includes(command.kind) && !assistantLeads(turn)) return;
  if (isCrmStepKind(command.kind)) {
    const permission = turn.context.permissions[command.kind];
    if (!permission.allowed) return turn.skipStep(command.nodeId, command.kind, permission.reason);
  }
  turn.repeat(command);
}

/** Keeps the conversation on the card true once it is attached; a closed card is left as it was. */
function keepHistory(turn: Turn): void {
  const { historyAttached, lead, permissions } = turn.context;
  if (!historyAttached || lead === 'won' || lead === 'lost' || turn.hasCommand('attachHistory')) return;
  const node = [...turn.flow.nodes.values()].find((candidate) => candidate.kind === 'attachHistory');
  const nodeId = node?.id ?? placeOf(turn);
  if (!turn.content.policies.history) {
    if (node) turn.skip(node, skipReasons.historyOff);
    return;
  }
  if (node ? turn.permits(node) : permissions.attachHistory.allowed) turn.emit(nodeId, { kind: 'attachHistory' });
}
