import type { CreateSignal, SignalSetup } from '@voronka/contracts';

/** A condition on a text, as the form shows it. */
export interface TextRuleDraft {
  words: string;
  phrases: string;
}

/** A signal as the form holds it. */
export interface SignalDraft {
  name: string;
  title: { ru: string; en: string };
  sources: CreateSignal['sources'];
  /** null: the condition is more than words and phrases, and stays as it is. */
  rule: TextRuleDraft | null;
  onStage: string | null;
  cooldownSeconds: number;
  oncePerDialogue: boolean;
  enabled: boolean;
}

type TextRule = SignalSetup['textRule'];

const textFact = 'message.text';
const emptyRule: TextRuleDraft = { words: '', phrases: '' };

function listOf(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Reads a condition of words and phrases; null for any other. */
export function readRule(rule: TextRule): TextRuleDraft | null {
  if (rule === null) return emptyRule;
  const leaves = 'any' in rule ? rule.any : [rule];
  const words: string[] = [];
  const phrases: string[] = [];
  for (const leaf of leaves) {
    if (!('fact' in leaf) || leaf.fact !== textFact || leaf.label) return null;
    const { operator, value } = leaf;
    if (operator === 'hasAnyWord' && Array.isArray(value)) words.push(...(value as string[]));
    else if (operator === 'hasPhrase' && typeof value === 'string') phrases.push(value);
    else return null;
  }
  return { words: words.join(', '), phrases: phrases.join(', ') };
}

/** The condition of words and phrases: one of them is enough. null when there is none. */
export function writeRule({ words, phrases }: TextRuleDraft): TextRule {
  const list = listOf(words);
  const leaves = [
    ...(list.length > 0 ? [{ fact: textFact, operator: 'hasAnyWord' as const, value: list }] : []),
    ...listOf(phrases).map((value) => ({ fact: textFact, operator: 'hasPhrase' as const, value })),
  ];
  const [only] = leaves;
  return leaves.length > 1 ? { any: leaves } : (only ?? null);
}

/** What the form begins with. @param signal null: a new one */
export function draftOf(signal: SignalSetup | null): SignalDraft {
  if (!signal) {
    return {
      name: '',
      title: { ru: '', en: '' },
      sources: ['operator'],
      rule: emptyRule,
      onStage: null,
      cooldownSeconds: 0,
      oncePerDialogue: false,
      enabled: true,
    };
  }
  const { name, title, sources, onStage, cooldownSeconds, oncePerDialogue, enabled } = signal;
  const rule = readRule(signal.textRule);
  return { name, title, sources, rule, onStage, cooldownSeconds, oncePerDialogue, enabled };
}

/** Fields of the form that have to be corrected. */
export function faultsOf(draft: SignalDraft): ('name' | 'ru' | 'en' | 'sources' | 'rule')[] {
  const { name, title, sources, rule } = draft;
  const needsWords = sources.includes('rule') && rule !== null && writeRule(rule) === null;
  return [
    ...(/^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/.test(name) ? [] : (['name'] as const)),
    ...(title.ru.trim() === '' ? (['ru'] as const) : []),
    ...(title.en.trim() === '' ? (['en'] as const) : []),
    ...(sources.length === 0 ? (['sources'] as const) : []),
    ...(needsWords ? (['rule'] as const) : []),
  ];
}

/** What is sent. What the form does not show stays as it was. */
export function changeOf(draft: SignalDraft, before: SignalSetup | null): CreateSignal {
  const { name, title, sources, rule, onStage, cooldownSeconds, oncePerDialogue, enabled } = draft;
  const written = rule === null ? (before?.textRule ?? null) : writeRule(rule);
  return {
    name,
    title: { ru: title.ru.trim(), en: title.en.trim() },
    sources,
    fields: before?.fields ?? [],
    cooldownSeconds,
    oncePerDialogue,
    textRule: sources.includes('rule') ? written : null,
    onStage: sources.includes('crm') ? onStage : null,
    enabled,
  };
}
