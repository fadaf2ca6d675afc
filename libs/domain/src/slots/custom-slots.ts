import { readChoice } from './choice-slot.ts';
import type { Clause } from './clauses.ts';
import { readDate } from './date-slot.ts';
import { clausesWithout } from './message.ts';
import { readNumbers } from './number-slot.ts';
import type { SlotDeclaration } from './slot-declaration.ts';
import type { SlotReading } from './slot-reading.ts';
import { cover } from './span.ts';
import type { UnderstandOptions } from './understanding.ts';

function ofKind<K extends SlotDeclaration['kind']>(
  declarations: readonly SlotDeclaration[],
  kind: K,
): Extract<SlotDeclaration, { kind: K }>[] {
  return declarations.filter((slot): slot is Extract<SlotDeclaration, { kind: K }> => slot.kind === kind);
}

/**
 * Reads dates, choices and numbers, in this order: a date holds numbers, an option may be one.
 *
 * @param covered folded, with contacts covered
 * @param questions what the client asks is no answer
 */
export function readDeclared(covered: string, questions: readonly Clause[], options: UnderstandOptions): SlotReading[] {
  const { declarations, wanted, now, timeZone, locale, defaultCountry, parseDate } = options;
  const readings: SlotReading[] = [];
  let rest = cover(covered, questions);
  const take = (reading: SlotReading): void => {
    readings.push(reading);
    rest = cover(rest, [...reading.values, ...reading.doubtful]);
  };
  const circumstances = { now, timeZone, locale, country: defaultCountry };
  for (const slot of ofKind(declarations, 'date')) {
    take(readDate(rest, clausesWithout(rest, []), slot, wanted.includes(slot.key), parseDate, circumstances));
  }
  for (const slot of ofKind(declarations, 'choice')) {
    take(readChoice(clausesWithout(rest, []), rest, slot, wanted.includes(slot.key)));
  }
  for (const reading of readNumbers(rest, ofKind(declarations, 'number'), wanted)) take(reading);
  return readings;
}
