import type {
  FlowGraph,
  Locale,
  LocalizedText,
  SlotDeclaration,
  TemplateValues,
  TemplateVariable,
} from '@voronka/domain';
import { declaredVariablesOf, fillTemplate, templateVariables } from '@voronka/domain';
import { text } from './text.ts';

type Declarations = Pick<FlowGraph, 'slots' | 'fields'>;

const samples: Record<TemplateVariable, LocalizedText> = {
  name: text('Анна', 'Anna'),
  phone: text('+7 916 123-45-67', '+7 916 123-45-67'),
  email: text('anna@example.com', 'anna@example.com'),
  channel: text('Сайт', 'Site'),
  tags: text('VIP', 'VIP'),
  score: text('70', '70'),
  message: text('Сколько стоит?', 'How much is it?'),
  notUnderstood: text('после шести', 'after six'),
};

function slotSample(slot: SlotDeclaration, locale: Locale): string {
  switch (slot.kind) {
    case 'text':
      return slot.title[locale];
    case 'number':
      return String(slot.min ?? slot.max ?? 5);
    case 'choice':
      return slot.options[0]?.title[locale] ?? slot.title[locale];
    case 'date':
      return locale === 'ru' ? '12 марта 2026 г.' : 'March 12, 2026';
  }
}

function yesNo(value: boolean, locale: Locale): string {
  if (locale === 'ru') return value ? 'да' : 'нет';
  return value ? 'yes' : 'no';
}

/** A value for every variable of a flow, so that a text can be seen as a client would. */
export function sampleValues(graph: Declarations, locale: Locale): TemplateValues {
  return Object.fromEntries([
    ...Object.entries(samples).map(([name, value]) => [name, value[locale]] as const),
    ...(graph.slots ?? []).map((slot) => [slot.key, slotSample(slot, locale)] as const),
    ...(graph.fields ?? []).map((field) => {
      const value = typeof field.default === 'boolean' ? yesNo(field.default, locale) : String(field.default);
      return [`fields.${field.key}`, value === '' ? field.title[locale] : value] as const;
    }),
  ]);
}

/** A text as a client would read it, with made-up values. */
export function previewOf(said: LocalizedText, graph: Declarations, locale: Locale): string {
  return fillTemplate(said[locale], sampleValues(graph, locale));
}

/** A variable that a text can hold. */
export interface KnownVariable {
  name: string;
  title: LocalizedText;
}

/** All variables that a text of this flow can hold. */
export function variablesFor(graph: Declarations): KnownVariable[] {
  return Object.entries<LocalizedText>({ ...templateVariables, ...declaredVariablesOf(graph) }).map(
    ([name, title]) => ({
      name,
      title,
    }),
  );
}

/** The beginning of a variable that is being written where the caret stands: what follows the last open "{{". */
export function openVariable(value: string, caret: number): { from: number; typed: string } | null {
  const before = value.slice(0, caret);
  const found = /\{\{\s*([\p{L}\p{N}_.]*)$/u.exec(before);
  return found ? { from: found.index, typed: found[1] ?? '' } : null;
}

/** A text with a variable put in from `from` to `to`, and where the caret stands after it. */
export function withVariable(value: string, name: string, from: number, to: number): { value: string; caret: number } {
  const after = value.slice(to).replace(/^\s*\}\}/u, '');
  const put = `${value.slice(0, from)}{{${name}}}`;
  return { value: put + after, caret: put.length };
}
