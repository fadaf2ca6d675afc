import type { DialogueEvent, DialogueEventBody } from '../dialogue/dialogue-event.ts';
import type { Gathering, SimulatedDialogue } from './simulated-dialogue.ts';
import { later, nextSeq } from './simulated-dialogue.ts';

/** Messages that one turn takes at most, and how often the window may be prolonged: as the worker does. */
const mostJoined = 50;
const longestWindows = 4;

/** The window of a client message, in ms; 0 where each is a turn of its own. */
export function windowOf({ place, state }: SimulatedDialogue, body: DialogueEventBody): number {
  const waits = body.kind === 'clientMessage' && state.owner === 'assistant';
  return waits ? (place.bundle.content.channel.joinWindowMs ?? 0) : 0;
}

/** Puts a message to those that wait for more; the conversation shows it at once. */
export function gather(
  dialogue: SimulatedDialogue,
  { messageId, text }: Extract<DialogueEventBody, { kind: 'clientMessage' }>,
  windowMs: number,
): SimulatedDialogue {
  const { now: at, gathering } = dialogue;
  const messages = [...(gathering?.messages ?? []), { messageId, text, at }];
  const first = messages[0]?.at ?? at;
  const ends = [later(at, windowMs), later(first, windowMs * longestWindows)].sort();
  const shown = { from: 'client', text, at, turn: dialogue.turns.length + 1 } as const;
  return {
    ...dialogue,
    gathering: { messages, until: messages.length >= mostJoined ? at : (ends[0] ?? at) },
    messages: [...dialogue.messages, shown],
  };
}

/** What was gathered as one event: the first message opens the turn, the last one's place and time close it. */
export function joined({ messages }: Gathering, dialogue: SimulatedDialogue): DialogueEvent {
  const [first, ...more] = messages;
  const last = messages.at(-1);
  if (!first || !last) throw new RangeError('nothing was gathered');
  return {
    kind: 'clientMessage',
    messageId: first.messageId,
    text: messages.map(({ text }) => text).join('\n'),
    ...(more.length > 0 ? { joined: more.map(({ messageId }) => messageId) } : {}),
    seq: nextSeq(dialogue) + more.length,
    at: last.at,
  };
}
