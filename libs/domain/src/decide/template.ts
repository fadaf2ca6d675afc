import type { DialogueState } from '../dialogue/dialogue-state.ts';
import type { LocalizedText } from '../flow/flow-graph.ts';

/** Variables that texts of a flow may hold, with their names for people. */
export const templateVariables = {
  name: { ru: 'Имя клиента', en: "Client's name" },
  phone: { ru: 'Телефон клиента', en: "Client's phone" },
  email: { ru: 'Почта клиента', en: "Client's e-mail" },
  channel: { ru: 'Канал', en: 'Channel' },
  tags: { ru: 'Теги диалога', en: "Dialogue's tags" },
  score: { ru: 'Оценка', en: 'Score' },
} as const satisfies Record<string, LocalizedText>;

/** Name of a template variable. */
export type TemplateVariable = keyof typeof templateVariables;

/** Values of the variables; empty for what is not known. */
export type TemplateValues = Readonly<Record<TemplateVariable, string>>;

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/gu;

/** Names of the variables that a text uses, unknown ones too. */
export function variablesOf(text: string): string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? '');
}

/** Whether a name is one of the variables. */
export function isTemplateVariable(name: string): name is TemplateVariable {
  return Object.hasOwn(templateVariables, name);
}

/** The values as a dialogue knows them now. */
export function templateValues(state: DialogueState, channelName: string): TemplateValues {
  return {
    name: state.slots.name?.value ?? '',
    phone: state.slots.phone?.value ?? '',
    email: state.slots.email?.value ?? '',
    channel: channelName,
    tags: state.tags.join(', '),
    score: state.score === null ? '' : String(state.score),
  };
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
  if (!text.includes('{{')) return text;
  return text
    .replace(placeholder, (_match, name: string) => (isTemplateVariable(name) && values[name]) || gap)
    .split('\n')
    .map(tidyLine)
    .join('\n');
}
