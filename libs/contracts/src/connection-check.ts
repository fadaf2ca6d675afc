import type { IntegrationKind, LocalizedText } from '@voronka/domain';
import type { CheckItem, CheckSubject } from './connection-check.schema.ts';
import { accessTexts } from './check-texts/access.ts';
import type { CheckText } from './check-texts/check-text.ts';
import { fieldTexts } from './check-texts/fields.ts';
import { publicAddressTexts } from './check-texts/public-address.ts';
import { rightsTexts } from './check-texts/rights.ts';
import { wayBackTexts } from './check-texts/way-back.ts';
import { errorTexts } from './error-texts.ts';
import type { ErrorCode } from './errors.ts';

const texts = { ...accessTexts, ...rightsTexts, ...fieldTexts, ...publicAddressTexts, ...wayBackTexts };

type Texts = typeof texts;

/** Facts of a finding that stand in its text. Never secrets, never data of clients. */
export type CheckFacts = Readonly<Record<string, string | number>>;

function filled({ ru, en }: LocalizedText, facts: CheckFacts): LocalizedText {
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (hole, name: string) => String(facts[name] ?? hole));
  return { ru: fill(ru), en: fill(en) };
}

/** One thing that was looked at, in people's words. @param how it was found, by the table of texts */
export function checkItem<What extends keyof Texts>(
  what: What,
  how: keyof Texts[What] & string,
  facts: CheckFacts = {},
): CheckItem {
  const ways: Readonly<Record<string, CheckText>> = texts[what];
  const { state, why, todo } = ways[how] as CheckText;
  return { what, state, reason: `${what}.${how}`, why: filled(why, facts), todo: todo && filled(todo, facts) };
}

/** The CRM did not let us in, or did not answer at all. */
export function noAccess(code: ErrorCode): CheckItem {
  return { what: 'access', state: 'missing', reason: `access.${code}`, why: errorTexts[code], todo: null };
}

/** It was asked for, and the answer was a failure that says nothing about it. */
export function notAnswered(what: CheckSubject, code: ErrorCode): CheckItem {
  return { what, state: 'unknown', reason: `${what}.${code}`, why: errorTexts[code], todo: null };
}

const behindAccess: LocalizedText = {
  ru: 'Не проверено: сначала нужно, чтобы CRM пустила.',
  en: 'Not looked at: first the CRM has to let us in.',
};

/** What each kind of CRM needs, in the order in which people read it. */
const subjectsOfKind: Readonly<Record<IntegrationKind, readonly CheckSubject[]>> = {
  bitrix24: [
    ...(['access', 'scopes', 'role', 'read', 'write', 'leads', 'funnels', 'people', 'tagsField', 'clock'] as const),
    ...(['publicUrl', 'hookAddress', 'hookArrival', 'polling'] as const),
  ],
  amocrmLite: [
    ...(['access', 'scopes', 'role', 'token', 'write', 'funnels', 'people', 'keyField', 'clock'] as const),
    ...(['publicUrl', 'hookAddress', 'hookArrival', 'polling'] as const),
  ],
  amocrmFull: [
    ...(['access', 'scopes', 'role', 'token', 'write', 'funnels', 'people', 'keyField', 'clock'] as const),
    ...(['publicUrl', 'hookAddress', 'hookArrival', 'polling'] as const),
  ],
  webhook: [
    ...(['access', 'signature', 'funnels', 'people', 'clock'] as const),
    ...(['publicUrl', 'hookAddress', 'hookArrival', 'polling'] as const),
  ],
};

/** All that a kind of CRM needs, in order; what nobody could look at is told as such. */
export function completeCheck(kind: IntegrationKind, found: readonly CheckItem[]): CheckItem[] {
  return subjectsOfKind[kind].map(
    (what) =>
      found.find((item) => item.what === what) ?? {
        what,
        state: 'unknown',
        reason: `${what}.notAsked`,
        why: behindAccess,
        todo: null,
      },
  );
}

/** How far a clock may be off before it is told, in seconds. */
const clockWarnsAfter = 30;
/** How old a signed request may be, in seconds. @source Standard Webhooks; docs/other-crm.md */
const signatureLasts = 300;

/** When something was asked and answered, by our clock, Unix time in ms. */
export interface Exchange {
  askedAtMs: number;
  answeredAtMs: number;
}

/**
 * Whether our clock and the CRM's agree. Waiting for an answer makes no difference: the vendor's time has to lie between
 * question and answer.
 *
 * @param vendorMs the vendor's time within the exchange, cut off to whole seconds; null: it did not tell
 * @param signed whether requests are refused when the clocks differ by more than a signature lasts
 */
export function clockItem({ askedAtMs, answeredAtMs }: Exchange, vendorMs: number | null, signed: boolean): CheckItem {
  if (vendorMs === null || Number.isNaN(vendorMs)) return checkItem('clock', 'untold');
  const early = askedAtMs - (vendorMs + 1000);
  const late = vendorMs - answeredAtMs;
  const seconds = Math.round(Math.max(early, late, 0) / 1000);
  if (signed && seconds > signatureLasts) return checkItem('clock', 'wrong', { seconds });
  return seconds > clockWarnsAfter ? checkItem('clock', 'off', { seconds }) : checkItem('clock', 'right');
}
