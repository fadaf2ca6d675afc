import type { Understood } from '../decide/decision-record.ts';
import type { Locale, SlotName } from '../flow/flow-graph.ts';
import { findEmails } from './email.ts';
import { findName } from './name.ts';
import type { ParsePhone } from './phone.ts';
import { findPhones } from './phone.ts';

/** How a message is to be read. */
export interface UnderstandOptions {
  /** What was asked for and is not known yet; empty when nothing was asked. Other details are kept when volunteered. */
  wanted: readonly SlotName[];
  parsePhone: ParsePhone;
  /** ISO 3166 alpha-2, for phones without a country code. */
  defaultCountry: string;
  /** Language of the message: someone who writes English may give a North American number without its country code. */
  locale: Locale;
}

/** What a message said. */
export interface Understanding {
  /** At most one value per slot. */
  understood: Understood[];
  /** The client takes something back: a value that is known may be replaced. */
  correction: boolean;
  /** Something looked like a phone but could not be read with certainty. */
  doubtfulPhone: boolean;
}

/** Longer texts are cut: nobody introduces himself after 8 kB. */
const longestText = 8192;

const corrections =
  /(?:^|[^\p{L}])(?:нет[,.!]?\s+(?:не\s+)?(?:меня|номер|телефон|почта|имя|другой|другая|это|мой|мо[её]|на\s+самом)|ошиб\p{L}*|опечат\p{L}*|неверн\p{L}*|неправильн\p{L}*|правильн\p{L}*|верный|точнее|вернее|исправ\p{L}*|замен\p{L}*|номер\s+другой|другой\s+номер|новый\s+номер|номер\s+не\s+тот|не\s+тот\s+номер|wrong|mistake|typo|correct\p{L}*|actually|instead|rather|another\s+number|different\s+number|new\s+number|no,?\s+(?:it['’]?s|my|the))(?:$|[^\p{L}])/iu;

/** What a client message says about the client, from real sentences in Russian and English. Never guesses. */
export function understand(text: string, options: UnderstandOptions): Understanding {
  const cut = text.slice(0, longestText);
  const understood: Understood[] = [];

  const emails = findEmails(cut);
  let rest = blank(cut, emails);
  const plans = { country: options.defaultCountry, rival: options.locale === 'en' ? 'US' : null };
  const { phones, doubtful } = findPhones(rest, plans, options.parsePhone);
  rest = blank(rest, phones);

  const asked = options.wanted.includes('name');
  const certain = asked && (options.wanted.length === 1 || phones.length > 0 || emails.length > 0);
  const name = findName(rest, { asked, certain });
  if (name) understood.push({ slot: 'name', ...name });
  const [phone] = phones;
  if (phone) understood.push({ slot: 'phone', value: phone.value, raw: phone.raw });
  const [email] = emails;
  if (email) understood.push({ slot: 'email', value: email.value, raw: email.raw });

  return { understood, correction: corrections.test(cut), doubtfulPhone: doubtful };
}

/** Covers spans with `;`, keeping every offset: what was one thing is not read as another. */
function blank(text: string, spans: readonly { start: number; end: number }[]): string {
  let covered = text;
  for (const { start, end } of spans) {
    covered = covered.slice(0, start) + ';'.repeat(end - start) + covered.slice(end);
  }
  return covered;
}
