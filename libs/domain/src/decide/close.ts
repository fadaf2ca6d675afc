import type { CloseReason } from '../dialogue/command.ts';
import { isUnwanted } from '../dialogue/command.ts';
import type { LocalizedText } from '../flow/flow-graph.ts';
import { startsOf } from '../flow/node-specifications.ts';
import { emitPendingContact } from './steps.ts';
import type { Turn } from './turn.ts';

const goodbye: LocalizedText = {
  ru: 'Хорошо, больше не буду писать. Если понадобимся — просто напишите сюда.',
  en: 'All right, I will not write any more. If you need us, just send a message here.',
};

const noAdvertising: LocalizedText = {
  ru: 'Спасибо за сообщение. Здесь отвечают на вопросы клиентов, рекламные предложения мы не рассматриваем.',
  en: 'Thank you for your message. This chat is for questions of clients; we do not consider advertising.',
};

/** Reasons that only stand for a long silence: the open question still stands when the client comes back. */
const pauses: readonly CloseReason[] = ['idle', 'silent'];

/** Closes the dialogue until the client writes again. A client who goes away without a word still gets a contact. */
export function closeDialogue(turn: Turn, nodeId: string, reason: CloseReason): void {
  if (isUnwanted(reason)) turn.update({ pendingContact: null });
  else emitPendingContact(turn);
  const position = pauses.includes(reason) ? turn.state.position : null;
  turn.update({ closed: reason, position, handOff: null, consulting: null, unansweredSince: null });
  turn.emit(nodeId, { kind: 'closeDialogue', reason });
}

/**
 * Takes leave of a client who does not want to be written to, or of a sender of advertising: politely, and once. Who writes
 * again after that begins anew.
 */
export function takeLeave(turn: Turn, nodeId: string, reason: 'stopped' | 'spam', before: CloseReason | null): void {
  if (!isUnwanted(before)) {
    const text = reason === 'spam' ? noAdvertising : (turn.content.policies.stopText ?? goodbye);
    turn.emit(nodeId, { kind: 'reply', text: turn.say(text) });
  }
  const ranBeside = turn.state.usedTriggers.filter((id) => {
    const node = turn.flow.nodes.get(id);
    return node !== undefined && startsOf(node) === 'beside';
  });
  turn.update({ usedTriggers: ranBeside, completed: false, handedOff: false });
  closeDialogue(turn, nodeId, reason);
}
