import { decide } from '../decide/decide.ts';
import type { Decision } from '../decide/decision-record.ts';
import type { DialogueEvent, DialogueEventBody } from '../dialogue/dialogue-event.ts';
import { answerLate, carryOut, crmPatienceMs, failFirstLate } from './crm-mood.ts';
import { gather, joined, windowOf } from './gathering.ts';
import type { SimulatedCard } from './pretended-step.ts';
import { leadAt, noCard, simulatedManagerId } from './pretended-step.ts';
import type { CrmMood, SimulatedDialogue, SimulationTools } from './simulated-dialogue.ts';
import { answersOf, later, nextSeq, saidIn } from './simulated-dialogue.ts';

/** Each event takes so long, so that no two things happen at once. */
export const eventMs = 1000;
/** A decision is made so long after its event. */
const decisionMs = 200;
/** Events that may follow one another by themselves, and wake-ups of one skip: more of them is said, not played. */
export const mostInARow = 50;

/** What an event says of the card before it is decided. */
function cardBefore(card: SimulatedCard, event: DialogueEvent): SimulatedCard {
  if (event.kind === 'managerMessage' || event.kind === 'responsibleChanged') {
    return { ...card, managerId: event.managerId };
  }
  if (event.kind === 'takenOver') return { ...card, managerId: event.byUserId };
  return card;
}

/** What the decision itself makes of the card: a new episode has none, and a card that was moved stands elsewhere. */
export function cardAfter(
  { place, state, card }: Pick<SimulatedDialogue, 'place' | 'state' | 'card'>,
  event: DialogueEvent,
  decision: Decision,
): SimulatedCard {
  const { commands, nextState, record } = decision;
  if (nextState.episode > state.episode) {
    return { ...noCard, contactKnown: card.contactKnown, managerId: card.managerId };
  }
  if (event.kind !== 'cardMoved' || record.ignored !== undefined) return card;
  if (commands.some(({ kind }) => kind === 'moveStage')) return card;
  const { stageKey } = event;
  return { ...card, stageKey, lead: card.lead === 'none' ? 'none' : leadAt(place.bundle.content, stageKey) };
}

/** Decides one event as the worker does, and pretends what it asks for. @param said what the conversation does not show yet */
async function decideOne(
  dialogue: SimulatedDialogue,
  event: DialogueEvent,
  tools: SimulationTools,
  said = saidIn(event, dialogue.turns.length + 1),
): Promise<{ dialogue: SimulatedDialogue; answers: DialogueEventBody[] }> {
  const { place, state, now, late } = dialogue;
  const { bundle, permissions, assistantOff, channelName } = place;
  const turn = dialogue.turns.length + 1;
  const before = cardBefore(dialogue.card, event);
  const isLeadComing = before.lead === 'none' && late?.steps.some(({ command }) => command.kind === 'createLead');
  const context = {
    now: later(now, decisionMs),
    permissions,
    assistantOff,
    channelName,
    ...before,
    ...(isLeadComing ? { leadUnderWay: true } : {}),
  };
  const decision = await decide(bundle, state, event, { ...tools, context });
  const { card, steps, answers, ...carried } = carryOut(
    decision.commands,
    { ...dialogue, card: cardAfter({ ...dialogue, card: before }, event, decision) },
    { turn, at: context.now, content: bundle.content },
  );
  const decided = { turn, event, decision, steps };
  return {
    dialogue: {
      ...dialogue,
      state: decision.nextState,
      card,
      now: later(now, eventMs),
      turns: [...dialogue.turns, decided],
      messages: [...dialogue.messages, ...said, ...answersOf(decided)],
      wakeUp: decision.wakeUp,
      late: carried.late,
    },
    answers,
  };
}

/** Decides what happened and all that follows from it by itself, up to a limit. */
async function playAll(
  dialogue: SimulatedDialogue,
  bodies: readonly DialogueEventBody[],
  tools: SimulationTools,
): Promise<SimulatedDialogue> {
  let present = dialogue;
  const waiting = [...bodies];
  for (let count = 0; count < mostInARow; count += 1) {
    const body = waiting.shift();
    if (!body) return present;
    const decided = await decideOne(present, { ...body, seq: nextSeq(present), at: present.now }, tools);
    present = decided.dialogue;
    waiting.push(...decided.answers);
  }
  return waiting.length > 0 ? { ...present, stopped: 'chain' } : present;
}

/** What was gathered becomes a turn. */
async function endGathering(dialogue: SimulatedDialogue, tools: SimulationTools): Promise<SimulatedDialogue> {
  const { gathering } = dialogue;
  if (!gathering) return dialogue;
  const event = joined(gathering, dialogue);
  const decided = await decideOne({ ...dialogue, gathering: null }, event, tools, []);
  return playAll(decided.dialogue, decided.answers, tools);
}

/**
 * Something happens: it is decided, and so is all that follows from it by itself. A client's message waits for more of
 * the same first, where the channel wants it; whatever else happens ends that.
 */
export async function play(
  dialogue: SimulatedDialogue,
  body: DialogueEventBody,
  tools: SimulationTools,
): Promise<SimulatedDialogue> {
  const begun: SimulatedDialogue = { ...dialogue, stopped: null };
  const windowMs = windowOf(begun, body);
  if (windowMs > 0 && body.kind === 'clientMessage') {
    const gathered = gather(begun, body, windowMs);
    const isFull = gathered.gathering?.until === gathered.now;
    return isFull ? endGathering(gathered, tools) : { ...gathered, now: later(gathered.now, eventMs) };
  }
  return playAll(await endGathering(begun, tools), [body], tools);
}

/** What comes next by itself, and when (ISO 8601 UTC); null while nothing is waited for. */
function nextDue({
  gathering,
  wakeUp,
  late,
}: SimulatedDialogue): { at: string; what: 'join' | 'wake' | 'giveUp' } | null {
  const due = [
    ...(gathering ? [{ at: gathering.until, what: 'join' } as const] : []),
    ...(wakeUp ? [{ at: wakeUp.at, what: 'wake' } as const] : []),
    ...(late ? [{ at: later(late.since, crmPatienceMs), what: 'giveUp' } as const] : []),
  ];
  return due.sort((a, b) => (a.at < b.at ? -1 : 1))[0] ?? null;
}

/** When something comes by itself next, ISO 8601 UTC; null: never. */
export function nextMoment(dialogue: SimulatedDialogue): string | null {
  return nextDue(dialogue)?.at ?? null;
}

/**
 * Lets time go by until a moment. Everything that comes due on the way is an event at its time, one after another.
 *
 * @param until ISO 8601 UTC; an earlier moment than the clock shows is now
 * @returns with `stopped: 'skip'` where more came due than one skip plays; its clock stands there
 */
export async function skipTo(
  dialogue: SimulatedDialogue,
  until: string,
  tools: SimulationTools,
): Promise<SimulatedDialogue> {
  let present: SimulatedDialogue = { ...dialogue, stopped: null };
  for (let count = 0; ; count += 1) {
    const due = nextDue(present);
    if (!due || due.at > until || present.stopped) break;
    if (count === mostInARow) return { ...present, stopped: 'skip' };
    const then = { ...present, now: due.at > present.now ? due.at : present.now };
    present = await comeDue(then, due.what, tools);
  }
  return present.now < until && !present.stopped ? { ...present, now: until } : present;
}

async function comeDue(
  dialogue: SimulatedDialogue,
  what: 'join' | 'wake' | 'giveUp',
  tools: SimulationTools,
): Promise<SimulatedDialogue> {
  if (what === 'join') return endGathering(dialogue, tools);
  if (what === 'giveUp') {
    const { dialogue: failed, answer } = failFirstLate(dialogue, 'silent');
    return playAll(failed, answer ? [answer] : [], tools);
  }
  const { wakeUp } = dialogue;
  if (!wakeUp) return dialogue;
  const { timer, key, at: dueAt } = wakeUp;
  return playAll(await endGathering(dialogue, tools), [{ kind: 'timer', timer, key, dueAt }], tools);
}

/** The pretended CRM behaves so from now on. What waited for it is done, or refused. */
export async function setCrm(
  dialogue: SimulatedDialogue,
  crm: CrmMood,
  tools: SimulationTools,
): Promise<SimulatedDialogue> {
  let present: SimulatedDialogue = { ...dialogue, crm, stopped: null };
  if (crm === 'answers') return answerLate(present);
  const answers: DialogueEventBody[] = [];
  while (crm === 'refuses' && present.late) {
    const failed = failFirstLate(present, 'refuses');
    present = failed.dialogue;
    if (failed.answer) answers.push(failed.answer);
  }
  return playAll(present, answers, tools);
}

/** An id for the next message: those that wait for more count too. */
function messageId({ turns, gathering }: SimulatedDialogue): string {
  return `message-${nextSeq({ turns }) + (gathering?.messages.length ?? 0)}`;
}

/** The client writes. */
export function clientWrites(dialogue: SimulatedDialogue, text: string): DialogueEventBody {
  return { kind: 'clientMessage', messageId: messageId(dialogue), text };
}

/** A manager writes, and thereby leads. */
export function managerWrites(dialogue: SimulatedDialogue, text: string): DialogueEventBody {
  return { kind: 'managerMessage', messageId: messageId(dialogue), managerId: simulatedManagerId, text };
}
