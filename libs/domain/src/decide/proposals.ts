import type { DialogueEventOf } from '../dialogue/dialogue-event.ts';
import type { DialogueState, SlotValue } from '../dialogue/dialogue-state.ts';
import type { PlainValue } from '../dialogue/command.ts';
import type { SlotKey } from '../slots/slot-declaration.ts';
import { understand } from '../slots/understand.ts';
import type { Parsers } from './absorb.ts';
import { timeZoneOf } from './bundle.ts';
import { isSlotOf, placeOf, proceed, resume } from './conversation.ts';
import { emitPendingContact } from './steps.ts';
import type { Turn } from './turn.ts';

/** Reads one value as an answer of the client would be. */
function readSlot(turn: Turn, slot: SlotKey, raw: string, parsers: Parsers): string | undefined {
  const { content, state, context } = turn;
  const { understood } = understand(raw, {
    locale: state.locale,
    wanted: [slot],
    declarations: content.flow.slots ?? [],
    known: {},
    ...parsers,
    defaultCountry: content.channel.defaultCountry,
    now: context.now,
    timeZone: timeZoneOf(content),
  });
  return understood.find((part) => part.slot === slot)?.value;
}

const longestName = 100;

/** A name that somebody else has found already: taken as it is, if it is one at all. */
function readName(raw: string): string | undefined {
  const name = raw.trim().replace(/\s+/gu, ' ');
  return name.length <= longestName && /\p{L}/u.test(name) ? name : undefined;
}

/**
 * Reads values of slots that come from elsewhere than the client's words; what cannot be read is left out.
 *
 * @param seq event that the values count as said at
 */
function readSlots(
  turn: Turn,
  slots: Readonly<Record<string, string>>,
  parsers: Parsers,
  seq = turn.event.seq,
): Record<string, SlotValue> {
  const read: Record<string, SlotValue> = {};
  for (const [slot, raw] of Object.entries(slots)) {
    if (!isSlotOf(turn, slot)) continue;
    const value = slot === 'name' ? readName(raw) : readSlot(turn, slot, raw, parsers);
    if (value === undefined) turn.skipStep(placeOf(turn), 'ask', `Slot.NotReadable:${slot}`);
    else read[slot] = { value, raw, seq };
  }
  return read;
}

/** Adds details that are not known yet and that the client has not called wrong. @returns whether there were any */
export function addMissing(turn: Turn, slots: Readonly<Record<string, string | null>>, parsers: Parsers): boolean {
  const missing: Record<string, string> = {};
  for (const [slot, value] of Object.entries(slots)) {
    if (value !== null && turn.state.slots[slot] === undefined) missing[slot] = value;
  }
  const { slots: known, takenBack, position } = turn.state;
  // A question that asks anew for what is known wants it from the client: to it, this was known before.
  const seq = position?.knownAfter === undefined ? turn.event.seq : position.knownAfter - 1;
  const read = Object.entries(readSlots(turn, missing, parsers, seq)).filter(
    ([slot, { value }]) => takenBack[slot]?.includes(value) !== true,
  );
  if (read.length === 0) return false;
  turn.update({ slots: { ...known, ...Object.fromEntries(read) } });
  return true;
}

/** Keeps values of declared fields whose type fits; others are dropped. @returns whether any was kept */
export function keepFields(turn: Turn, values: Readonly<Record<string, PlainValue>>): boolean {
  const declared = turn.content.flow.fields ?? [];
  const kept = declared.flatMap(({ key, type }) => {
    const value = values[key];
    return value !== undefined && typeof value === type ? [[key, value] as const] : [];
  });
  if (kept.length > 0) turn.update({ fields: { ...turn.state.fields, ...Object.fromEntries(kept) } });
  return kept.length > 0;
}

/**
 * Takes the turn of the client that an outside assistant was asked about; notes why it is not open any more.
 *
 * @returns whether it is; from then on the decision is about that turn, and nobody is asked any more
 */
function takeTurn(turn: Turn, turnSeq: number): boolean {
  const { consulting, owner } = turn.state;
  if (owner === 'manager') turn.ignore('Proposal.ManagerLeads');
  else if (consulting?.seq !== turnSeq) turn.ignore('Proposal.Stale');
  else {
    turn.update({ consulting: null });
    turn.reading = consulting.reading ?? null;
    return true;
  }
  return false;
}

/** An outside assistant's answer: its words, the details it found, the signals it raises. The flow goes on from there. */
export async function takeProposal(turn: Turn, event: DialogueEventOf<'proposal'>, parsers: Parsers): Promise<void> {
  if (!takeTurn(turn, event.turnSeq)) return;
  if (!turn.assistantLeads) return resume(turn);
  const slots: DialogueState['slots'] = { ...turn.state.slots, ...readSlots(turn, event.slots, parsers) };
  turn.update({ slots });
  for (const signal of event.signals) turn.happen({ kind: 'signal', source: 'assistant', signal });
  if (event.reply !== null && event.reply.trim() !== '') {
    turn.emit(placeOf(turn), { kind: 'reply', text: event.reply });
    turn.spokenFor = true;
  }
  if (slots.phone || slots.email) emitPendingContact(turn);
  await proceed(turn);
}

/** The outside assistant did not answer, or could not: the flow speaks itself; a manager does where it may not. */
export async function speakInstead(turn: Turn, turnSeq: number): Promise<void> {
  if (!takeTurn(turn, turnSeq)) return;
  await (turn.assistantLeads ? proceed(turn) : resume(turn));
}
