import type { Locale } from '../flow/flow-graph.ts';

/** From where a date is looked at: «завтра» and «в пятницу» depend on it. */
export interface DateCircumstances {
  /** ISO 8601 UTC. */
  now: string;
  /** IANA, for example `Europe/Moscow`: where "today" begins and ends. */
  timeZone: string;
  /** The language that is read first; the other one is tried where it finds nothing. */
  locale: Locale;
  /** ISO 3166 alpha-2, of the channel: "12/03" is the third of December in the United States. */
  country: string;
  /** Of days that fit ("on Friday", "12.03") the last one is meant rather than the next one. */
  past: boolean;
}

/** A place of a text that speaks of a calendar day. */
export type ReadDate = {
  /** Where in the text it stands. */
  start: number;
  end: number;
} & (
  | {
      /** ISO 8601 date, `yyyy-mm-dd`, in the time zone of the circumstances. */
      date: string;
    }
  | {
      date: null;
      /** `ambiguous`: several days fit («в мае», "12/03"); `invalid`: there is no such day (31.02). */
      doubt: 'ambiguous' | 'invalid';
    }
);

/**
 * Finds the calendar days that a text names, in order. Supplied from outside (`createDateParser` of
 * `@voronka/rules-engine`), because the ways to write a date are more than the domain should own. Times of day without
 * a day are left out.
 */
export type ParseDate = (text: string, circumstances: DateCircumstances) => ReadDate[];
