import { isUnwanted } from '../dialogue/command.ts';
import type { DecisionContext, DialogueEvent } from '../dialogue/dialogue-event.ts';
import type { DialogueState, StoredState } from '../dialogue/dialogue-state.ts';
import { completeState } from '../dialogue/dialogue-state.ts';
import { compiledFlowOf } from '../flow/compile-flow.ts';
import type { EvaluateChoice } from '../rules/choice.ts';
import type { Parsers } from './absorb.ts';
import { absorbClientMessage } from './absorb.ts';
import type { Bundle } from './bundle.ts';
import {
  onCardChanged,
  onCardMoved,
  onContactKnown,
  onManualStart,
  onResponsibleChanged,
  onWebhookAnswered,
} from './changes.ts';
import { endWait, onClientMessage, placeOf } from './conversation.ts';
import type { Decision } from './decision-record.ts';
import { onTimer } from './due.ts';
import { handOver, onStepFailed, positionExists, releaseSettled, settleIncident } from './incidents.ts';
import { leadAgain } from './lead-again.ts';
import { keepFields, speakInstead, takeProposal } from './proposals.ts';
import { raiseByText, settle } from './signals.ts';
import { emitPendingContact, ledByAssistant, skipReasons } from './steps.ts';
import { Turn } from './turn.ts';

/** What `decide` needs from outside; the same in worker, simulator and backtest. */
export interface DecideInput extends Parsers {
  evaluate: EvaluateChoice;
  /** Live circumstances; all that is read of them is in the record. */
  context: DecisionContext;
}

/**
 * Decides one event: what is to be done, what the dialogue becomes, and why. Pure: the same arguments always give the
 * same decision.
 */
export async function decide(
  bundle: Bundle,
  stored: StoredState,
  event: DialogueEvent,
  input: DecideInput,
): Promise<Decision> {
  const { evaluate, context } = input;
  const before = completeState(stored);
  const flow = compiledFlowOf(bundle.content.flow);
  const common = { bundle, flow, event, context, evaluate };
  if (event.kind === 'clientMessage') {
    const { state, reading, closedBefore } = absorbClientMessage(bundle.content, before, event, context, input);
    const turn = new Turn({ ...common, state, reading, newEpisode: state.episode > before.episode });
    const unwanted = reading.stop || reading.spam;
    if (!unwanted) await takeMessage(turn, before);
    if (unwanted || !(await releaseSettled(turn))) await onClientMessage(turn, closedBefore);
    return conclude(turn);
  }
  const turn = new Turn({ ...common, state: before, reading: null, newEpisode: false });
  await take(turn, event, input);
  return conclude(turn);
}

/** What a message brings along, whoever leads: a contact that was owed, a manager for a new dialogue, signals. */
async function takeMessage(turn: Turn, before: DialogueState): Promise<void> {
  if (turn.state.slots.phone || turn.state.slots.email) emitPendingContact(turn);
  const begins = turn.state.episodeMessages === 1 || isUnwanted(before.closed);
  if (begins && turn.content.policies.assignOnNewDialogue && !turn.context.managerId) {
    turn.emit(placeOf(turn), { kind: 'assignManager' });
  }
  await raiseByText(turn);
}

async function conclude(turn: Turn): Promise<Decision> {
  await settle(turn);
  const { kind } = turn.event;
  if (kind === 'clientMessage' || kind === 'managerMessage' || turn.speaks) keepHistory(turn);
  return turn.decision();
}

async function take(
  turn: Turn,
  event: Exclude<DialogueEvent, { kind: 'clientMessage' }>,
  parsers: Parsers,
): Promise<void> {
  switch (event.kind) {
    case 'managerMessage':
      turn.update({
        owner: 'manager',
        lastManagerAt: event.at,
        unansweredSince: null,
        handOff: null,
        consulting: null,
        // Who asked not to be written to has not asked for more by being written to.
        closed: isUnwanted(turn.state.closed) ? turn.state.closed : null,
      });
      return endWait(turn, 'managerMessage');
    case 'takenOver':
      turn.update({ owner: 'manager', handOff: null, consulting: null });
      return;
    case 'returnedToAssistant':
      if (turn.state.owner === 'assistant' && !turn.state.handOff) return turn.ignore('Return.AssistantLeads');
      turn.update(ledByAssistant);
      return leadAgain(turn);
    case 'stepFailed':
      return onStepFailed(turn, event);
    case 'incidentRetried':
      return settleIncident(turn, event.nodeId, 'retried');
    case 'incidentSkipped':
      return settleIncident(turn, event.nodeId, 'skipped');
    case 'incidentHandedOver':
      return handOver(turn);
    case 'signal': {
      const { name, payload, version, source } = event;
      turn.happen({ kind: 'signal', source, signal: { name, payload, version } });
      return;
    }
    case 'cardMoved':
      return onCardMoved(turn, event);
    case 'cardChanged':
      return onCardChanged(turn, event);
    case 'responsibleChanged':
      return onResponsibleChanged(turn, event);
    case 'timer':
      return onTimer(turn, event);
    case 'proposal':
      return takeProposal(turn, event, parsers);
    case 'consultFailed':
      return speakInstead(turn, event.turnSeq);
    case 'webhookAnswered':
      return onWebhookAnswered(turn, event);
    case 'manualStart':
      return onManualStart(turn, event.triggerId);
    case 'contactKnown':
      return onContactKnown(turn, event, parsers);
    case 'fieldsChanged':
      return keepFields(turn, event.fields) ? undefined : turn.ignore('Fields.NothingKept');
    case 'bundleMoved':
      return positionExists(turn) ? undefined : turn.ignore('Bundle.PositionMissing');
  }
}

/** Keeps the conversation on the card true once it is attached; a closed card is left as it was. */
function keepHistory(turn: Turn): void {
  const { historyAttached, lead } = turn.context;
  if (!historyAttached || lead === 'won' || lead === 'lost' || turn.hasCommand('attachHistory')) return;
  const node = turn.flow.historyNode;
  const nodeId = node?.id ?? placeOf(turn);
  if (!turn.content.policies.history) {
    if (node) turn.skip(node, skipReasons.historyOff);
    return;
  }
  if (turn.permitsKind(nodeId, 'attachHistory')) turn.emit(nodeId, { kind: 'attachHistory' });
}
