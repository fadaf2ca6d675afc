import { factDeclaration, operatorSpecifications, slotTitleOf } from '@voronka/domain';
import type { ConditionTree, ConditionValue, FlowGraph, LocalizedText, OperatorName } from '@voronka/domain';
import { valueName } from '../conditions/value-names.ts';
import { canvasTexts } from './canvas-texts.ts';

type Locale = keyof LocalizedText;

/** What a flow declares by itself: names of its own slots and fields. With `stageName` stages have their names too. */
export type Declarations = Pick<FlowGraph, 'slots' | 'fields'> & {
  stageName?: ((stageKey: string) => string) | undefined;
};

/** A condition's leaf without its label. */
export interface PlainLeaf {
  fact: string;
  operator: OperatorName;
  value: ConditionValue;
}

/** A text as somebody else's words. */
export function quoted(value: string, locale: Locale): string {
  return locale === 'ru' ? `«${value}»` : `“${value}”`;
}

/** A value of a condition as people write it. */
export function valueInWords(value: ConditionValue | null, locale: Locale): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? canvasTexts.yes[locale] : canvasTexts.no[locale];
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value === '' ? canvasTexts.empty[locale] : quoted(value, locale);
  return value.length === 0 ? canvasTexts.empty[locale] : value.map((item) => quoted(item, locale)).join(', ');
}

/** A fact's name in people's words; the declared name where nobody gave one. */
export function factInWords(fact: string, locale: Locale, declarations: Declarations = {}): string {
  return factDeclaration(fact, declarations)?.title[locale] ?? fact;
}

const stageFacts = new Set(['stage', 'move.previous']);
const slotFacts = new Set(['ask.missing', 'understood.slots']);

/** What a fact's value is called: a choice's option, a stage, a detail, a word of the engine; its own name where none. */
export function nameOfValue(fact: string, value: string, locale: Locale, declarations: Declarations = {}): string {
  if (value === '') return value;
  const { slots, stageName } = declarations;
  if (stageName && stageFacts.has(fact)) return stageName(value);
  if (slotFacts.has(fact)) return slotTitleOf(declarations, value)[locale];
  const slot = slots?.find(({ key }) => fact === `slots.${key}.value`);
  const option = slot?.kind === 'choice' ? slot.options.find((each) => each.value === value) : undefined;
  return (option?.title ?? valueName(fact, value))?.[locale] ?? value;
}

function namedValue({ fact, value }: PlainLeaf, locale: Locale, declarations: Declarations): ConditionValue {
  const named = (each: string) => nameOfValue(fact, each, locale, declarations);
  if (typeof value === 'string') return named(value);
  return Array.isArray(value) ? value.map(named) : value;
}

/** One leaf as a sentence: "Phone is known: yes", "Message text has a word of «price», «cost»". */
export function leafInWords(leaf: PlainLeaf, locale: Locale, declarations: Declarations = {}): string {
  const fact = factInWords(leaf.fact, locale, declarations);
  const value = valueInWords(namedValue(leaf, locale, declarations), locale);
  if (leaf.operator === 'equal' && typeof leaf.value === 'boolean') return `${fact}: ${value}`;
  return `${fact} ${operatorSpecifications[leaf.operator].title[locale]} ${value}`;
}

/** A condition tree as indented lines. */
export function conditionInWords(
  tree: ConditionTree,
  locale: Locale,
  declarations: Declarations = {},
  depth = 0,
): string {
  const indent = '   '.repeat(depth);
  const deeper = (child: ConditionTree) => conditionInWords(child, locale, declarations, depth + 1);
  if ('all' in tree || 'any' in tree) {
    const [word, children] = 'all' in tree ? [canvasTexts.all, tree.all] : [canvasTexts.any, tree.any];
    const [only] = children;
    if (children.length === 1 && only) return conditionInWords(only, locale, declarations, depth);
    return [`${indent}${word[locale]}:`, ...children.map(deeper)].join('\n');
  }
  if ('not' in tree) return `${indent}${canvasTexts.not[locale]}:\n${deeper(tree.not)}`;
  const label = tree.label?.[locale];
  const words = leafInWords(tree, locale, declarations);
  return indent + (label ? `${label} (${words})` : words);
}

/** Names of slots as they stand in a sentence, one after another. */
export function slotList(slots: readonly string[], locale: Locale, declarations: Declarations = {}): string {
  return slots.map((slot) => slotTitleOf(declarations, slot)[locale]).join(', ');
}

const minutesOf = { day: 1440, hour: 60, minute: 1 } as const;

/** A stretch of time as people say it: "1 day 2 hours". */
export function minutesInWords(minutes: number, locale: Locale): string {
  let rest = minutes;
  const parts: string[] = [];
  for (const unit of ['day', 'hour', 'minute'] as const) {
    const count = unit === 'minute' ? rest : Math.floor(rest / minutesOf[unit]);
    rest -= count * minutesOf[unit];
    if (count === 0 && (unit !== 'minute' || parts.length > 0)) continue;
    parts.push(new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count));
  }
  return parts.join(' ');
}

/** Days of the week, 1 is Monday, by their short names. */
export function weekdaysInWords(days: readonly number[], locale: Locale): string {
  const name = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  // The first of January 2024 was a Monday.
  return [...days]
    .sort((one, other) => one - other)
    .map((day) => name.format(Date.UTC(2024, 0, day)))
    .join(', ');
}
