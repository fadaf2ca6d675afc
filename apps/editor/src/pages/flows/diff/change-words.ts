import { conditionInWords } from '@voronka/flow-editor/words';
import type { Declarations } from '@voronka/flow-editor/words';
import type { ConditionTree } from '@voronka/domain';
import type { Locale } from '../../../i18n/i18n.ts';

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The server took it for a condition once, when it was saved. */
function isCondition(value: JsonObject): value is JsonObject & ConditionTree {
  return ['all', 'any', 'not', 'fact'].some((key) => Object.hasOwn(value, key));
}

const yesNo = { ru: { true: 'да', false: 'нет' }, en: { true: 'yes', false: 'no' } } as const;

/**
 * A value of a flow's setting as people read it: a text in the reader's language, a condition as its sentence, a list by
 * its items; what has no words of its own, by its parts.
 *
 * @returns an empty text for a value that is not there
 */
export function settingInWords(value: unknown, locale: Locale, declarations: Declarations): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return yesNo[locale][`${value}`];
  if (typeof value === 'number') return value.toLocaleString(locale);
  if (Array.isArray(value)) {
    return value.map((item: unknown) => settingInWords(item, locale, declarations)).join(', ');
  }
  if (!isObject(value)) return '';
  if (isCondition(value)) return conditionInWords(value, locale, declarations);
  const { ru, en } = value;
  if (typeof ru === 'string' && typeof en === 'string') return locale === 'ru' ? ru : en;
  return Object.values(value)
    .map((part) => settingInWords(part, locale, declarations))
    .filter((part) => part !== '')
    .join(' · ');
}
