import type { Locale } from '../flow/flow-graph.ts';
import type { ParseDate } from './date.ts';
import type { ParsePhone } from './phone.ts';
import type { SlotDeclaration, SlotKey } from './slot-declaration.ts';
import type { DoubtReason } from './slot-reading.ts';

/** How a message is to be read. */
export interface UnderstandOptions {
  /** What was asked for and is not known yet; empty when nothing was asked. Other details are kept when volunteered. */
  wanted: readonly SlotKey[];
  /** The flow's own slots; name, phone and e-mail need no declaration. */
  declarations: readonly SlotDeclaration[];
  /** Normalised values that are known already, so that a correction can tell what it replaces. */
  known: Readonly<Record<SlotKey, string>>;
  parsePhone: ParsePhone;
  parseDate: ParseDate;
  /** ISO 3166 alpha-2, for phones without a country code. */
  defaultCountry: string;
  /** Language of the message: someone who writes English may give a North American number without its country code. */
  locale: Locale;
  /** ISO 8601 UTC. */
  now: string;
  /** IANA, of the channel. */
  timeZone: string;
}

/** A value that a message gives for a slot. */
export interface UnderstoodSlot {
  slot: SlotKey;
  /** Normalised: E.164, lower-case e-mail, `12500` for a number, an option's value, `yyyy-mm-dd` for a date. */
  value: string;
  /** What the client wrote. */
  raw: string;
  /** Further valid values of the message (several phones); `value` is the one that the client prefers. */
  others?: string[];
}

/** Something that looked like a value of a slot and could not be read with certainty. */
export interface DoubtfulSlot {
  slot: SlotKey;
  /** What the client wrote. */
  raw: string;
  reason: DoubtReason;
}

/** What a message said. */
export interface Understanding {
  /** At most one value per slot. */
  understood: UnderstoodSlot[];
  /** The client takes something back: a value that is known may be replaced. */
  correction: boolean;
  /** Slots whose known value the client calls wrong without giving the right one: «нет, номер другой». */
  retracted: SlotKey[];
  /** The client asks something instead of answering: no attempt at the question that was asked. */
  question: boolean;
  /** The client does not want to say what was asked: «не хочу оставлять номер». */
  refusal: boolean;
  /** The client does not want to be written to any more, and the message says nothing else. */
  stop: boolean;
  /** Advertising sent to the company. Cautious: a client with a question is never spam. */
  spam: boolean;
  doubtful: DoubtfulSlot[];
  /** What is left of the message after understood parts and filler words; null when nothing is. */
  notUnderstood: string | null;
}
