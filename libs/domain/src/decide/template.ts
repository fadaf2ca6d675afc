import type { PlainValue } from '../dialogue/command.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import type { FlowGraph, Locale, LocalizedText } from '../flow/flow-graph.ts';
import type { SlotDeclaration } from '../slots/slot-declaration.ts';

/** Variables that texts of a flow may hold, with their names for people. */
export const templateVariables = {
  name: { ru: 'Имя клиента', en: "Client's name" },
  phone: { ru: 'Телефон клиента', en: "Client's phone" },
  email: { ru: 'Почта клиента', en: "Client's e-mail" },
  channel: { ru: 'Канал', en: 'Channel' },
  tags: { ru: 'Теги диалога', en: "Dialogue's tags" },
  score: { ru: 'Оценка', en: 'Score' },
  message: { ru: 'Последнее сообщение клиента', en: "Client's last message" },
  notUnderstood: { ru: 'Что не понято из сообщения', en: 'What was not understood' },
} as const satisfies Record<string, LocalizedText>;

/** Name of a variable that every flow has. */
export type TemplateVariable = keyof typeof templateVariables;

/** Values by variable; empty or missing for what is not known. */
export type TemplateValues = Readonly<Record<string, string>>;

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/gu;

/** Names of the variables that a text uses, unknown ones too. */
export function variablesOf(text: string): string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? '');
}

/** Variables that a flow adds: `{{key}}` of a slot of its own, `{{fields.key}}` of a field. */
export function declaredVariablesOf(graph: Pick<FlowGraph, 'slots' | 'fields'>): Record<string, LocalizedText> {
  return Object.fromEntries([
    ...(graph.slots ?? []).map((slot) => [slot.key, slot.title] as const),
    ...(graph.fields ?? []).map((field) => [`fields.${field.key}`, field.title] as const),
  ]);
}

/** Whether a name is a variable of every flow, or of this one. */
export function isTemplateVariable(name: string, graph: Pick<FlowGraph, 'slots' | 'fields'> = {}): boolean {
  return Object.hasOwn(templateVariables, name) || Object.hasOwn(declaredVariablesOf(graph), name);
}

function dateText(date: string, locale: Locale): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return day.toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** A slot's value as people read it. */
function slotText(slot: SlotDeclaration, value: string, locale: Locale): string {
  switch (slot.kind) {
    case 'choice':
      return slot.options.find((option) => option.value === value)?.title[locale] ?? value;
    case 'number':
      return Number.isFinite(Number(value)) ? Number(value).toLocaleString(locale) : value;
    case 'date':
      return dateText(value, locale);
    case 'text':
      return value;
  }
}

function plainText(value: PlainValue | undefined, locale: Locale): string {
  if (typeof value === 'number') return value.toLocaleString(locale);
  if (typeof value === 'boolean') return yesNo[value ? 'yes' : 'no'][locale];
  return value ?? '';
}

const yesNo = { yes: { ru: 'да', en: 'yes' }, no: { ru: 'нет', en: 'no' } } as const;

/** The values as a dialogue knows them now, written for readers of a language. */
export function templateValues(
  graph: Pick<FlowGraph, 'slots' | 'fields'>,
  state: DialogueState,
  context: { channelName: string; notUnderstood: string | null },
  locale: Locale,
): TemplateValues {
  const values: Record<string, string> = {
    name: state.slots.name?.value ?? '',
    phone: state.slots.phone?.value ?? '',
    email: state.slots.email?.value ?? '',
    channel: context.channelName,
    tags: state.tags.join(', '),
    score: state.score === null ? '' : String(state.score),
    notUnderstood: context.notUnderstood ?? '',
    message: state.lastMessage,
  };
  for (const slot of graph.slots ?? []) {
    const known = state.slots[slot.key];
    if (known) values[slot.key] = slotText(slot, known.value, locale);
  }
  for (const field of graph.fields ?? []) {
    values[`fields.${field.key}`] = plainText(state.fields[field.key] ?? field.default, locale);
  }
  return values;
}

/** Marks where a value is missing while the punctuation around it is tidied; never occurs in texts of people. */
const gap = '\u{F8FF}';

function tidyLine(line: string): string {
  if (!line.includes(gap)) return line;
  const tidy = line
    .replace(new RegExp(`[(«"]\\s*${gap}\\s*[)»"]`, 'gu'), gap)
    .replace(new RegExp(`,\\s*${gap}`, 'gu'), gap)
    .replace(new RegExp(`^\\s*${gap}\\s*[,—–:-]?\\s*`, 'u'), '')
    .replaceAll(gap, '')
    .replace(/[ \t]{2,}/gu, ' ')
    .replace(/\s+([,.!?;:])/gu, '$1')
    .trim();
  const startedWithGap = line.trimStart().startsWith(gap);
  return startedWithGap ? tidy.charAt(0).toUpperCase() + tidy.slice(1) : tidy;
}

/**
 * Fills `{{variables}}`. An unknown variable or one without a value leaves nothing behind, nor the comma and space that
 * led to it. Values are never looked into again, so a client cannot write a variable into a text.
 */
export function fillTemplate(text: string, values: TemplateValues): string {
  return text
    .replace(placeholder, (_match, name: string) => (Object.hasOwn(values, name) && values[name]) || gap)
    .split('\n')
    .map(tidyLine)
    .join('\n');
}
