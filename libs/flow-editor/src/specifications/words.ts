import { factDeclaration, operatorSpecifications } from '@voronka/domain';
import type { ConditionTree, ConditionValue, LocalizedText, OperatorName } from '@voronka/domain';

const text = (ru: string, en: string): LocalizedText => ({ ru, en });

/** Words of the canvas, in both languages. */
export const canvasWords = {
  when: text('Когда', 'When'),
  anyMessage: text('любое сообщение клиента', 'any message of the client'),
  once: text('Как часто', 'How often'),
  oncePerEpisode: text('один раз за обращение', 'once per episode'),
  everyTime: text('каждый раз', 'every time'),
  priority: text('Приоритет', 'Priority'),
  output: text('Выход', 'Output'),
  collects: text('Узнаёт', 'Collects'),
  question: text('Вопрос', 'Question'),
  attempts: text('Попыток спросить', 'Attempts to ask'),
  againWithout: text('Если не хватает', 'If missing'),
  says: text('Говорит клиенту', 'Says to the client'),
  score: text('Оценка', 'Score'),
  reasons: text('Причины', 'Reasons'),
  leadTitle: text('Название лида', 'Title of the lead'),
  stage: text('Этап', 'Stage'),
  tags: text('Теги', 'Tags'),
  note: text('Примечание', 'Note'),
  reason: text('Причина', 'Reason'),
  saysNothing: text('ничего', 'nothing'),
  all: text('все из', 'all of'),
  any: text('хотя бы одно из', 'at least one of'),
  not: text('неверно, что', 'it is not so that'),
  empty: text('пусто', 'empty'),
  yes: text('да', 'yes'),
  no: text('нет', 'no'),
} satisfies Record<string, LocalizedText>;

type Locale = keyof LocalizedText;

function quoted(value: string, locale: Locale): string {
  return locale === 'ru' ? `«${value}»` : `“${value}”`;
}

/** A value of a condition as people write it. */
export function valueInWords(value: ConditionValue | null, locale: Locale): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? canvasWords.yes[locale] : canvasWords.no[locale];
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value === '' ? canvasWords.empty[locale] : quoted(value, locale);
  return value.length === 0 ? canvasWords.empty[locale] : value.map((item) => quoted(item, locale)).join(', ');
}

/** A fact's name in people's words; the declared name where nobody gave one. */
export function factInWords(fact: string, locale: Locale): string {
  return factDeclaration(fact)?.title[locale] ?? fact;
}

/** One leaf as a sentence: "Phone is known: yes", "Message text has a word of «price», «cost»". */
export function leafInWords(
  leaf: { fact: string; operator: OperatorName; value: ConditionValue },
  locale: Locale,
): string {
  const fact = factInWords(leaf.fact, locale);
  if (leaf.operator === 'equal' && typeof leaf.value === 'boolean')
    return `${fact}: ${valueInWords(leaf.value, locale)}`;
  return `${fact} ${operatorSpecifications[leaf.operator].title[locale]} ${valueInWords(leaf.value, locale)}`;
}

/** A condition tree as indented lines. */
export function conditionInWords(tree: ConditionTree, locale: Locale, depth = 0): string {
  const indent = '   '.repeat(depth);
  if ('all' in tree || 'any' in tree) {
    const [word, children] = 'all' in tree ? [canvasWords.all, tree.all] : [canvasWords.any, tree.any];
    const [only] = children;
    if (children.length === 1 && only) return conditionInWords(only, locale, depth);
    return [`${indent}${word[locale]}:`, ...children.map((child) => conditionInWords(child, locale, depth + 1))].join(
      '\n',
    );
  }
  if ('not' in tree) return `${indent}${canvasWords.not[locale]}:\n${conditionInWords(tree.not, locale, depth + 1)}`;
  const label = tree.label?.[locale];
  return indent + (label ? `${label} (${leafInWords(tree, locale)})` : leafInWords(tree, locale));
}
