import type { ConditionTree, LocalizedText } from '@voronka/domain';
import type { SettingLine, WordsContext } from './canvas-specification.ts';
import { canvasTexts } from './canvas-texts.ts';
import { conditionInWords } from './words.ts';

type TextKey = keyof typeof canvasTexts;

/** A setting that is a word or a number. */
export function line(label: TextKey, value: string | number, { locale }: WordsContext): SettingLine {
  return { label: canvasTexts[label][locale], value: String(value) };
}

/** A setting whose value is a word of the canvas. */
export function wordLine(label: TextKey, value: TextKey, words: WordsContext): SettingLine {
  return line(label, canvasTexts[value][words.locale], words);
}

/** A setting that is said to a client. */
export function quote(label: TextKey, text: LocalizedText, { locale }: WordsContext): SettingLine {
  return { label: canvasTexts[label][locale], value: text[locale], tone: 'quote' };
}

/** A condition tree as indented lines, with all the names that are known. */
export function treeInWords(tree: ConditionTree, { locale, declarations, stageName }: WordsContext): string {
  return conditionInWords(tree, locale, { ...declarations, stageName });
}

/** A condition as a setting; no line where there is none. */
export function conditionLines(label: TextKey, when: ConditionTree | null, words: WordsContext): SettingLine[] {
  if (when === null) return [];
  return [{ label: canvasTexts[label][words.locale], value: treeInWords(when, words), tone: 'rule' }];
}

/** The first line of a condition, for a card. */
export function conditionSummary(when: ConditionTree, words: WordsContext): string | null {
  return treeInWords(when, words).split('\n')[0] ?? null;
}
