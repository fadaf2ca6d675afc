import type { CloseReason } from '../dialogue/command.ts';
import type { FlowNode, LocalizedText } from '../flow/flow-graph.ts';
import type { WaitedEvent } from '../flow/node-configs.ts';
import { triggersNodeId } from '../flow/compile-flow.ts';
import { waitsAt } from '../flow/node-specifications.ts';
import { isBuiltInSlot } from '../flow/slot-titles.ts';
import { interrupts, isOpenQuestion, missingAt } from './ask.ts';
import { takeLeave } from './close.ts';
import { laterBy } from './timers.ts';
import type { Turn } from './turn.ts';
import { portAfterHold, portOfEvent } from './wait.ts';
import { answerAsk, leaveBy, resumeAsk, walkFrom } from './walk.ts';

const defaultDeadlineSeconds = 20;

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

/** Where commands belong that no node of the walk asked for. */
export function placeOf(turn: Turn): string {
  return turn.state.parked?.nodeId ?? turn.state.position?.nodeId ?? triggersNodeId;
}

/** The node the token waits at. */
export function waitingNode(turn: Turn): FlowNode | undefined {
  return turn.state.position ? turn.flow.nodes.get(turn.state.position.nodeId) : undefined;
}

/** Goes on after a client message, once it is taken in. */
export async function onClientMessage(turn: Turn, closedBefore: CloseReason | null): Promise<void> {
  const { reading, state } = turn;
  if (state.owner === 'manager') return endWait(turn, 'clientMessage');
  if (!turn.assistantLeads) {
    await endWait(turn, 'clientMessage');
    return turn.callManager(placeOf(turn), reasons.assistantOff);
  }
  if (reading?.stop) return takeLeave(turn, placeOf(turn), 'stopped', closedBefore);
  if (reading?.spam) return takeLeave(turn, placeOf(turn), 'spam', closedBefore);
  if (state.parked) {
    await endWait(turn, 'clientMessage');
    turn.update({ parked: { ...state.parked, unanswered: true } });
    return turn.callManager(placeOf(turn), reasons.waitsForManager);
  }
  if (state.handOff) return turn.callManager(placeOf(turn), reasons.waitsForManager);
  if (consults(turn)) return;
  return proceed(turn);
}

/** Asks the outside assistant for this turn, if the channel has one. The flow speaks when it does not answer in time. */
function consults(turn: Turn): boolean {
  const { assistant } = turn.content;
  if (!assistant || (assistant.kind ?? 'builtIn') === 'builtIn') return false;
  const seconds = assistant.deadlineSeconds ?? defaultDeadlineSeconds;
  const deadlineAt = laterBy(turn.context.now, seconds / 60);
  const { seq } = turn.event;
  turn.update({ consulting: { seq, deadlineAt, ...(turn.reading ? { reading: turn.reading } : {}) } });
  turn.emit(placeOf(turn), { kind: 'consultAssistant', seq, deadlineAt });
  return true;
}

/** The flow's part of a turn of the client: starts the token, or takes the answer it waits for. */
export async function proceed(turn: Turn): Promise<void> {
  const { position } = turn.state;
  if (!position) return startByTrigger(turn);
  const node = waitingNode(turn);
  if (node?.kind === 'ask' && isOpenQuestion(turn)) return takeTurnAtAsk(turn, node);
  if (node && node.kind !== 'ask' && waitsAt(node)) return takeTurnAtWait(turn, node);
  // A token at a node that does not wait was put there to run it.
  return walkFrom(turn, position.nodeId);
}

async function takeTurnAtAsk(turn: Turn, node: FlowNode & { kind: 'ask' }): Promise<void> {
  if (missingAt(turn, node).length === 0) return answerAsk(turn, node);
  const answered = await answerBeside(turn);
  // What answered may have handed the dialogue off, or closed it.
  if (waitingNode(turn) !== node) return;
  if (turn.spokenFor || interrupts(turn, node, answered)) return resumeAsk(turn, node, 'afterInterruption');
  return answerAsk(turn, node);
}

async function takeTurnAtWait(turn: Turn, node: FlowNode): Promise<void> {
  const { position } = turn.state;
  const held = position ? portAfterHold(node, position, turn.context.now) : null;
  const port = position?.met ?? (node.kind === 'wait' ? portOfEvent(node, 'clientMessage') : null) ?? held;
  if (port !== null) return leaveBy(turn, node, port);
  await answerBeside(turn);
}

/** Lets a trigger answer beside the open question. @returns whether one did */
async function answerBeside(turn: Turn): Promise<boolean> {
  const choice = turn.flow.interruptions;
  if (!choice) return false;
  let answered = false;
  await turn.aside(async () => {
    const trace = await turn.choose(choice);
    const trigger = trace.port === null ? undefined : turn.flow.nodes.get(trace.port);
    if (trigger) {
      useTrigger(turn, trigger);
      await leaveBy(turn, trigger, 'next', trace);
      answered = true;
    } else {
      turn.trail.looked('triggers', trace, true);
      if (turn.choiceProblem !== null) turn.raiseIncident(triggersNodeId, 'Flow.Invalid', turn.choiceProblem);
    }
  });
  return answered;
}

function useTrigger(turn: Turn, trigger: FlowNode): void {
  turn.update({ usedTriggers: [...new Set([...turn.state.usedTriggers, trigger.id])] });
}

/** Starts the token by the first trigger that fires; calls a manager, or parks, when none does. */
export async function startByTrigger(turn: Turn): Promise<void> {
  const { handedOff, completed } = turn.state;
  const trace = await turn.choose(turn.flow.triggers);
  const trigger = trace.port === null ? undefined : turn.flow.nodes.get(trace.port);
  if (trigger) {
    useTrigger(turn, trigger);
    turn.update({ completed: false });
    return leaveBy(turn, trigger, 'next', trace);
  }
  turn.trail.looked('triggers', trace, false);
  if (turn.choiceProblem !== null) turn.park(triggersNodeId, 'Flow.Invalid', turn.choiceProblem);
  else if (turn.spokenFor) return;
  else if (handedOff) turn.callManager(triggersNodeId, reasons.waitsForManager);
  else if (completed) turn.callManager(triggersNodeId, reasons.afterEnd);
  else turn.park(triggersNodeId, 'Flow.NoTriggerMatched', 'no trigger fired on a client message');
}

/**
 * The assistant leads again: an open question is put once more, a wait that is over by now ends, and a client who wrote
 * meanwhile and has no answer yet gets one.
 */
export async function resume(turn: Turn): Promise<void> {
  const { parked, position, unansweredSince, closed } = turn.state;
  const waits = unansweredSince !== null;
  if (!turn.assistantLeads) return waits ? turn.callManager(placeOf(turn), reasons.assistantOff) : undefined;
  if (parked) return waits ? turn.callManager(placeOf(turn), reasons.waitsForManager) : undefined;
  if (closed !== null) return;
  if (!position) return waits ? startByTrigger(turn) : undefined;
  const node = waitingNode(turn);
  if (node?.kind === 'ask' && isOpenQuestion(turn)) return resumeAsk(turn, node, 'afterReturn');
  if (node && node.kind !== 'ask' && waitsAt(node)) return goOnIfFree(turn);
  await walkFrom(turn, position.nodeId);
}

/** Goes on without a word if what the token waits for is there by now. */
export async function goOnIfFree(turn: Turn): Promise<void> {
  const { position } = turn.state;
  const node = waitingNode(turn);
  if (!position || !node) return;
  if (node.kind === 'ask') return missingAt(turn, node).length === 0 ? answerAsk(turn, node) : undefined;
  const port = portAfterHold(node, position, turn.context.now);
  if (port !== null) await leaveBy(turn, node, port);
}

/** Leaves a waiting node by a port, or remembers the port while the token is held: a manager leads, or it is parked. */
export async function leaveOrRemember(turn: Turn, node: FlowNode, port: string): Promise<void> {
  const { position, parked, closed } = turn.state;
  if (!position || position.met !== undefined) return;
  if (!turn.assistantLeads || parked) return turn.update({ position: { ...position, met: port } });
  if (closed !== null) turn.update({ closed: null });
  await leaveBy(turn, node, port);
}

/** The token goes on if it waits for just this. @param signal name of the signal that was accepted */
export async function endWait(turn: Turn, happened: WaitedEvent, signal: string | null = null): Promise<void> {
  const node = waitingNode(turn);
  const port = node?.kind === 'wait' ? portOfEvent(node, happened, signal) : null;
  if (node && port !== null) await leaveOrRemember(turn, node, port);
}

/** Whether a slot is one that this flow can hold. */
export function isSlotOf(turn: Turn, slot: string): boolean {
  return isBuiltInSlot(slot) || (turn.content.flow.slots ?? []).some((declared) => declared.key === slot);
}
