import type { LocalizedText } from '../../flow-graph.ts';

/** Whether a finding stops publishing. */
export type FindingSeverity = 'error' | 'warning';

/** What one code means. */
export interface FindingKind {
  severity: FindingSeverity;
  /** `subject` is what the message names: a way out by its title, a fact, a stage … */
  message: (subject: string | LocalizedText) => LocalizedText;
  hint: LocalizedText;
}

function kind(
  severity: FindingSeverity,
  ru: (subject: string) => string,
  en: (subject: string) => string,
  hint: LocalizedText,
): FindingKind {
  return {
    severity,
    message: (subject) =>
      typeof subject === 'string' ? { ru: ru(subject), en: en(subject) } : { ru: ru(subject.ru), en: en(subject.en) },
    hint,
  };
}

type Words = (subject: string) => string;

/** A kind that stops publishing. */
export function error(ru: Words, en: Words, hint: LocalizedText): FindingKind {
  return kind('error', ru, en, hint);
}

/** A kind that leaves it to the author. */
export function warning(ru: Words, en: Words, hint: LocalizedText): FindingKind {
  return kind('warning', ru, en, hint);
}
