import { isCommonWord } from './lexicon/common-words.ts';
import { findPhrase, phrase } from './phrase.ts';
import { isOffered } from './offer.ts';
import { belongsToOthers, isTakenBack } from './phone-context.ts';
import type { Span } from './span.ts';
import { overlaps, spanOfMatch } from './span.ts';
import { providerDomain, readSpokenEmails } from './spoken-email.ts';

/** An e-mail address found in a text. */
export interface FoundEmail extends Span {
  /** Lower case. */
  value: string;
}

/** E-mail addresses of a text. */
export interface FoundEmails {
  emails: FoundEmail[];
  /** Looks like an address and is none: better asked again than guessed. */
  doubtful: Span[];
  /** Addresses of the company or of strangers. */
  foreign: Span[];
  /** An address stands there that the client takes back: «не …, а …». */
  takenBack: boolean;
}

const local = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._%+-]{0,62}[\\p{L}\\p{N}_+-])?';
/** People put spaces around the @ and commas for dots; that counts only before a well-known ending. */
const dot = '(?:\\.|\\s?[.,]\\s?(?=(?:ru|com|net|org)(?![\\p{L}\\p{N}])))';
function domainOf(script: string): string {
  const label = `[${script}\\p{N}](?:[${script}\\p{N}-]{0,61}[${script}\\p{N}])?`;
  return `(?:${label}${dot}){1,6}(?:xn--[a-z0-9-]{2,58}|[${script}]{2,24})(?![${script}\\p{N}@])`;
}
/** «olga . smirnova @ …»: a space before a dot ends no sentence. */
const spacedLead = '(?:[a-z0-9_+-]{1,40}\\s\\.\\s?){0,3}';
const address = new RegExp(
  `(?<![\\p{L}\\p{N}._%+'-])(${spacedLead})${local}\\s?@\\s?(?:${domainOf('\\p{Script=Latin}')}|${domainOf('\\p{Script=Cyrillic}')})`,
  'gu',
);
/** Anything with an @ that is no address; a bare handle («@anna») is none either, but means something else. */
const attempt = /[^\s@<>()]{0,64}@{1,2}[^\s@<>()]{0,64}|\S{2,40}\s?[[(](?:at|собака)[\])]\s?\S{2,40}/gu;
/** Endings that people have addresses with. */
const commonEnding =
  /\.\s?(?:ru|com|net|org|рф|su|by|kz|ua|uz|am|ge|de|uk|fr|it|es|pl|io|me|info|biz|eu|us|ca|au|co)$/u;
/** Endings that do not exist and are written by mistake. */
const slippedEnding = /\.(?:con|cmo|ocm|comm|cim|vom|xom|rru|ruu|ry|ri|ru\p{L}|nrt|ner|ogr|coom)$/u;
/** Providers that have one domain only. */
const strayProvider = /@(?:gmail|icloud)\.(?!com$)/u;
const askedProvider = phrase(
  '(?:на|в|at|on) (?:яндекс\\p{L}?|мейл\\p{L}?|майл\\p{L}?|гугл\\p{L}?|джимейл\\p{L}?|рамблер\\p{L}?|gmail|yandex|mail|outlook|yahoo|hotmail)',
);

/** Without the sentence before ("my email . tim@…") and the one behind ("tim@gmail.com.Thanks"). */
function withoutNeighbours(match: RegExpExecArray): FoundEmail {
  const lead = match[1] ?? '';
  const parts = lead.split('.').map((part) => part.trim());
  const foreign = parts.findLastIndex((part) => part.length > 1 && isCommonWord(part));
  const skipped = foreign < 0 ? 0 : lead.split('.', foreign + 1).join('.').length + 1;
  const whole = match[0].slice(skipped).trimStart();
  const start = match.index + match[0].length - whole.length;
  const raw = /^.+?@.+?\.(?:ru|com|net|org)(?=\.\p{L}{3,}$)/u.exec(whole)?.[0] ?? whole;
  return { value: raw.replace(/\s/gu, '').replaceAll(',', '.'), start, end: start + raw.length };
}

function isSound(value: string): boolean {
  if (value.includes('..') || slippedEnding.test(value) || strayProvider.test(value)) return false;
  const [name = '', domain = ''] = value.split('@');
  const mixed = /\p{Script=Cyrillic}/u.test(name) && (/[a-z]/u.test(name) || !/\p{Script=Cyrillic}/u.test(domain));
  const labels = domain.split('.');
  const ending = labels.at(-1) ?? '';
  return !mixed && (!/\p{Script=Cyrillic}/u.test(ending) || /\p{Script=Cyrillic}/u.test(labels.at(-2) ?? ''));
}

/** "insta @john.smith": a space before the @ belongs to an address only if its ending is well known. */
function isHandle(text: string, { start, end }: Span): boolean {
  const raw = text.slice(start, end);
  return /\s@|@\s/u.test(raw) && !commonEnding.test(raw);
}

function lastWordBefore(text: string, { start }: Span): string {
  return /([a-z]{2,20})[ \t]$/u.exec(text.slice(Math.max(0, start - 24), start))?.[1] ?? ' ';
}

/** «ivan petrov@mail.ru»: the word before may belong to the address, or not. */
function isTorn(text: string, { start }: Span): boolean {
  const announced = /^((?:[\p{L}-]{1,12}[\s:]{1,2}){0,4}?)([a-z]{2,20})[ \t]$/u.exec(text.slice(0, start));
  const [, lead = '', before = ''] = announced ?? [];
  return before !== '' && !isCommonWord(before) && (lead.match(/[\p{L}-]+/gu) ?? []).every(isCommonWord);
}

function attempts(text: string, taken: readonly Span[]): Span[] {
  const free = (span: Span): boolean => !taken.some((other) => overlaps(span, other));
  const withSign = (/@|[[(](?:at|собака)/u.test(text) ? [...text.matchAll(attempt)] : [])
    .map((match) => ({ start: match.index, end: match.index + match[0].length, raw: match[0] }))
    .filter(({ raw }) => !/^@[\p{L}\p{N}._]{2,64}$/u.test(raw) || providerDomain.test(raw.slice(1)));
  const withoutSign = [...text.matchAll(/[a-z0-9._-]{3,64}/gu)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, raw: match[0] }))
    .filter(({ raw, end }) => (providerEnding.test(raw) || providerDomain.test(raw)) && text.charAt(end) !== '/');
  return [...withSign, ...withoutSign, ...[...text.matchAll(bareWords)].map(spanOfMatch)].filter(free);
}

/** «ivan85 мейл ру»: neither sign nor dot. */
const bareWords =
  /(?<![\p{L}\p{N}])[a-z0-9][a-z0-9._-]{2,40}\s{1,2}(?:gmail|mail|yandex|inbox|bk|list|outlook|hotmail|yahoo|icloud|rambler|гмейл|джимейл|мейл|мэйл|майл|яндекс|рамблер|инбокс|бк)[\s.]{1,2}(?:ru|com|ру|ком)(?![\p{L}\p{N}])/gu;

const providerEnding =
  /[a-z0-9][._-]?(?:gmail|mail|yandex|inbox|bk|list|outlook|hotmail|yahoo|icloud|rambler|ya)\.(?:ru|com)$/u;

/**
 * All e-mail addresses of a text, in order: written, dictated («собака», "at … dot …"), with slips that leave no doubt
 * («mail,ru»).
 *
 * @param text folded
 * @param asked the e-mail was asked for: what only looks like one is an attempt
 */
export function findEmails(text: string, asked: boolean): FoundEmails {
  const found: FoundEmails = { emails: [], doubtful: [], foreign: [], takenBack: false };
  const written = text.includes('@') ? [...text.matchAll(address)].map(withoutNeighbours) : [];
  const spoken = readSpokenEmails(text).filter((candidate) => !written.some((other) => overlaps(candidate, other)));
  for (const candidate of [...written, ...spoken].sort((a, b) => a.start - b.start)) {
    if (isHandle(text, candidate)) continue;
    if (belongsToOthers(text, candidate)) found.foreign.push({ start: candidate.start, end: candidate.end });
    else if (
      !isSound(candidate.value) ||
      (asked && !candidate.value.includes(lastWordBefore(text, candidate)) && isTorn(text, candidate))
    )
      found.doubtful.push({ start: candidate.start, end: candidate.end });
    else if (isTakenBack(text, candidate)) found.takenBack = true;
    else if (!isOffered(text, candidate)) found.doubtful.push({ start: candidate.start, end: candidate.end });
    else if (!found.emails.some(({ value }) => value === candidate.value)) found.emails.push(candidate);
  }
  if (asked && found.emails.length === 0 && found.doubtful.length === 0) {
    found.doubtful.push(...attempts(text, found.foreign));
    const provider = findPhrase(text, askedProvider);
    if (found.doubtful.length === 0 && found.foreign.length === 0 && provider)
      found.doubtful.push({ start: provider.start, end: text.length });
  }
  return found;
}
