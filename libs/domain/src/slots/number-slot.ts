import type { FoundAmount } from './amount.ts';
import { findAmounts } from './amount.ts';
import { stemOf } from './lexicon/stem.ts';
import { holds } from './phrase.ts';
import type { SlotDeclaration, SlotKey } from './slot-declaration.ts';
import { labelPhrase, labelStems } from './slot-label.ts';
import type { SlotReading } from './slot-reading.ts';
import { noReading } from './slot-reading.ts';

type NumberSlot = Extract<SlotDeclaration, { kind: 'number' }>;

const labelReach = 32;

/** The text before an amount in its clause, as far as a label may stand. */
function leadOf(text: string, { start }: FoundAmount): string {
  const lead = text.slice(Math.max(0, start - labelReach), start);
  return lead.slice(lead.search(/[^;,.!?\n]*$/u));
}

/** Whether the message says that an amount is this slot's: by its title before it, or by what is counted. */
function isLabelled(text: string, amount: FoundAmount, slot: NumberSlot): boolean {
  const pattern = labelPhrase(slot);
  const counted = amount.unit.length > 2 && labelStems(slot).includes(stemOf(amount.unit));
  return counted || (pattern !== null && holds(leadOf(text, amount), pattern));
}

function fits(value: number, { min, max }: NumberSlot): boolean {
  return value >= (min ?? -Infinity) && value <= (max ?? Infinity);
}

function readOne(slot: NumberSlot, amounts: readonly FoundAmount[]): SlotReading {
  const meant = amounts.filter(({ negated }) => !negated);
  const [amount] = meant;
  if (!amount) return noReading;
  const span = { start: amount.start, end: meant.at(-1)?.end ?? amount.end };
  const doubt = (reason: 'ambiguous' | 'invalid'): SlotReading => ({
    ...noReading,
    doubtful: [{ slot: slot.key, ...span, reason }],
  });
  const range = amount.rangeOpens && meant.length > 1;
  if (meant.length > 1 || range || amount.readings.length === 0) return doubt('ambiguous');
  const fitting = amount.readings.filter((value) => fits(value, slot));
  const [value] = fitting;
  if (value === undefined) return doubt('invalid');
  if (fitting.length > 1) return doubt('ambiguous');
  return {
    ...noReading,
    values: [{ slot: slot.key, value: String(value), start: amount.start, end: amount.end }],
    contrast: amounts.length > meant.length,
  };
}

/**
 * Reads the numbers of a message. An amount goes to the slot that the message names beside it; without a name only to a
 * single slot that was asked for.
 *
 * @param text folded, with what has been read already covered
 */
export function readNumbers(text: string, slots: readonly NumberSlot[], wanted: readonly SlotKey[]): SlotReading[] {
  const amounts = slots.length === 0 ? [] : findAmounts(text);
  const asked = slots.filter(({ key }) => wanted.includes(key));
  const labelled = new Map(slots.map((slot) => [slot, amounts.filter((amount) => isLabelled(text, amount, slot))]));
  const named = slots.filter((slot) => (labelled.get(slot) ?? []).length > 0);
  const loose = amounts.filter((amount) => !named.some((slot) => labelled.get(slot)?.includes(amount)));
  const open = asked.filter((slot) => !named.includes(slot));

  const readings = named.map((slot) => readOne(slot, withNeighbours(labelled.get(slot) ?? [], loose)));
  const [only] = open;
  if (open.length === 1 && only) return [...readings, readOne(only, loose)];
  const first = loose.find(({ negated }) => !negated);
  if (!first) return readings;
  const doubts = open.map(({ key }) => ({
    slot: key,
    start: first.start,
    end: first.end,
    reason: 'ambiguous' as const,
  }));
  return [...readings, { ...noReading, doubtful: doubts }];
}

/** The second number of a range belongs to the first: «бюджет от 100 до 200 тысяч». */
function withNeighbours(labelled: readonly FoundAmount[], loose: readonly FoundAmount[]): FoundAmount[] {
  const last = labelled.at(-1);
  const next = last?.rangeOpens ? loose.find(({ start }) => start >= last.end && start - last.end < 8) : undefined;
  return next ? [...labelled, next] : [...labelled];
}
