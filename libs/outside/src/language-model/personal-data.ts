import type { AssistantTurn } from '@voronka/contracts';
import { understand } from '@voronka/domain';
import type { ParseDate, ParsePhone } from '@voronka/domain';

/** What reads phones and dates; the same that the engine reads by. */
export interface Parsers {
  parsePhone: ParsePhone;
  parseDate: ParseDate;
}

/** Takes personal data out of texts and puts them back. */
export interface PersonalDataMask {
  /** Names, phones and e-mails become `[name 1]`, `[phone 1]`, `[email 1]`. */
  hide(text: string): string;
  /** @returns null when the text has a placeholder that stands for nothing */
  reveal(text: string): string | null;
}

/** For assistants that may see everything. */
export const openMask: PersonalDataMask = { hide: (text) => text, reveal: (text) => text };

type Kind = 'name' | 'phone' | 'email';

const emailPattern = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/giu;
/** Digits with what people put between them; what of it counts as a phone is asked afterwards. */
const digitsPattern = /\+?\d(?:[\s().‑–-]{0,3}\d){5,}/gu;
/** Written as local numbers are: 222-33-22, 22-33-22. */
const localNumber = /^\d{2,3}[-–‑ ]\d{2}[-–‑ ]\d{2}$/u;
const placeholderPattern = /\[\s*(name|phone|email)\s+(\d+)\s*\]/giu;
const anyPlaceholder = /\[\s*(?:name|phone|email)\b[^\]]*\]/iu;

/** Shortest number of digits that is a phone in any writing. */
const certainlyPhoneDigits = 10;
/** Phones of one message that are looked for by their words; a message has one or two. */
const mostSpokenPhones = 5;

/** How Russian names end in their cases. */
const caseEnding = '(?:а|я|о|е|у|ю|ы|и|й|ь|ой|ою|ей|ею|ём|ем|ом|ым|им|ого|ому|ая|ую|ей|ым)?';
const lastSoftLetter = /[аяоеуюыийь]$/u;

/** One value per placeholder, numbered by its kind in the order of appearance. */
class Placeholders {
  private readonly values = new Map<string, string>();
  private readonly marks = new Map<string, string>();
  private readonly counts: Record<Kind, number> = { name: 0, phone: 0, email: 0 };

  /**
   * The placeholder of a value.
   *
   * @param key what makes two values the same
   * @param value what it is put back as
   */
  markOf(kind: Kind, key: string, value: string): string {
    const id = `${kind}:${key}`;
    const known = this.marks.get(id);
    if (known !== undefined) return known;
    this.counts[kind] += 1;
    const mark = `[${kind} ${this.counts[kind]}]`;
    this.marks.set(id, mark);
    this.values.set(mark, value);
    return mark;
  }

  valueOf(kind: string, number: string): string | undefined {
    return this.values.get(`[${kind.toLowerCase()} ${Number(number)}]`);
  }
}

/** Words of a name that are long enough to be told from other words. */
function nameWords(name: string): string[] {
  return name.match(/\p{L}[\p{L}'’]+/gu) ?? [];
}

/** Finds a name in any of its cases, as a whole word. */
function nameMatcher(word: string): RegExp {
  const stem = /^[а-яё]/iu.test(word) && word.length > 3 ? word.replace(lastSoftLetter, '') : word;
  const ending = /^[а-яё]/iu.test(word) ? caseEnding : '';
  return new RegExp(`(?<!\\p{L})${stem}${ending}(?!\\p{L})`, 'giu');
}

/**
 * Prepares the mask of one turn: what its slots hold and what its messages say of names, phones and e-mails. Placeholders
 * mean nothing outside the turn.
 */
export function createPersonalDataMask(turn: AssistantTurn, parsers: Parsers): PersonalDataMask {
  const { defaultCountry, timeZone } = turn.channel;
  const placeholders = new Placeholders();
  const read = (text: string) =>
    understand(text, {
      ...parsers,
      wanted: ['name', 'phone', 'email'],
      declarations: [],
      known: {},
      defaultCountry,
      locale: turn.locale,
      now: turn.deadlineAt,
      timeZone,
    }).understood;

  const knownName = turn.slots.find(({ key }) => key === 'name')?.value ?? null;
  const saidNames = turn.messages
    .filter(({ from }) => from === 'client')
    .flatMap(({ text }) => read(text).flatMap(({ slot, raw, value }) => (slot === 'name' ? [value, raw] : [])));
  const names = [...(knownName === null ? [] : [knownName]), ...saidNames]
    .flatMap(nameWords)
    .map((word) => ({ word, matcher: nameMatcher(word) }));

  const phoneMark = (raw: string, e164: string | null): string =>
    placeholders.markOf('phone', e164 ?? raw.replace(/\D/gu, ''), e164 ?? raw);

  function hideSpokenPhones(text: string): string {
    let rest = text;
    for (let found = 0; found < mostSpokenPhones; found += 1) {
      const phone = read(rest).find(({ slot }) => slot === 'phone');
      if (!phone || !rest.includes(phone.raw)) return rest;
      rest = rest.replace(phone.raw, () => phoneMark(phone.raw, phone.value));
    }
    return rest;
  }

  function hideWrittenPhones(text: string): string {
    return text.replace(digitsPattern, (raw) => {
      const e164 = parsers.parsePhone(raw, defaultCountry)?.e164 ?? null;
      const digits = raw.replace(/\D/gu, '').length;
      const isPhone = e164 !== null || raw.startsWith('+') || digits >= certainlyPhoneDigits || localNumber.test(raw);
      return isPhone ? phoneMark(raw, e164) : raw;
    });
  }

  return {
    hide(text) {
      const withoutEmails = text.replace(emailPattern, (raw) =>
        placeholders.markOf('email', raw.toLowerCase(), raw.toLowerCase()),
      );
      const withoutPhones = hideWrittenPhones(hideSpokenPhones(withoutEmails));
      return names.reduce(
        (rest, { word, matcher }) => rest.replace(matcher, () => placeholders.markOf('name', word.toLowerCase(), word)),
        withoutPhones,
      );
    },
    reveal(text) {
      const revealed = text.replace(
        placeholderPattern,
        (mark, kind: string, number: string) => placeholders.valueOf(kind, number) ?? mark,
      );
      return anyPlaceholder.test(revealed) ? null : revealed;
    },
  };
}
