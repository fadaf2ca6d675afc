import { findEmails } from './email.ts';
import type { Message } from './message.ts';
import { findPhones } from './phone.ts';
import { byPreference, lastWord } from './preference.ts';
import type { SlotKey } from './slot-declaration.ts';
import type { SlotReading } from './slot-reading.ts';
import type { Span } from './span.ts';
import { cover } from './span.ts';
import type { UnderstandOptions } from './understanding.ts';

/** Phones and e-mails of a message. */
export interface Contacts extends SlotReading {
  /** Where all of them stand, also those that are not the preferred ones. */
  places: Span[];
  /** Digits and addresses that are something else: orders, links, the company's phone. */
  foreign: Span[];
}

function valueOf(slot: SlotKey, found: readonly (Span & { value: string })[]): SlotReading['values'] {
  const [first, ...others] = found;
  if (!first) return [];
  const further = others.length > 0 ? { others: others.map(({ value }) => value) } : {};
  return [{ slot, value: first.value, start: first.start, end: first.end, ...further }];
}

/** Reads phones and e-mails: what is most certain is read first, so that nothing else is read from it. */
export function readContacts({ folded }: Message, options: UnderstandOptions): Contacts {
  const { wanted, defaultCountry, locale, parsePhone } = options;
  const mail = findEmails(folded, wanted.includes('email'));
  const withoutMail = cover(folded, [...mail.emails, ...mail.doubtful, ...mail.foreign]);
  const search = { country: defaultCountry, rival: locale === 'en' ? 'US' : null, asked: wanted.includes('phone') };
  const found = findPhones(withoutMail, search, parsePhone);

  const phones = lastWord(folded, found.phones);
  const emails = lastWord(folded, mail.emails);
  return {
    values: [...valueOf('phone', byPreference(folded, phones)), ...valueOf('email', byPreference(folded, emails))],
    doubtful: [
      ...(phones.length > 0 ? [] : found.doubtful.map((doubt) => ({ slot: 'phone', ...doubt }))),
      ...(emails.length > 0
        ? []
        : mail.doubtful.map((doubt) => ({ slot: 'email', ...doubt, reason: 'invalid' as const }))),
    ],
    contrast:
      (found.takenBack && phones.length > 0) ||
      (mail.takenBack && emails.length > 0) ||
      phones.length < found.phones.length ||
      emails.length < mail.emails.length,
    places: [...found.phones, ...mail.emails, ...found.doubtful, ...mail.doubtful],
    foreign: [...mail.foreign, ...found.foreign],
  };
}
