import { isFirstName, russianNames } from './lexicon/first-names.ts';
import { foldWord } from './lexicon/fold.ts';

/** Names whose stem changes. */
const irregular: readonly (readonly [string, string])[] = [
  ['павл', 'павел'],
  ['льв', 'лев'],
  ['петр', 'петр'],
];

function obliqueForms(name: string): string[] {
  const stem = name.slice(0, -1);
  const changing = irregular.find(([, nominative]) => nominative === name)?.[0];
  if (changing) return ['а', 'у', 'ом', 'е'].map((end) => changing + end);
  if (name.endsWith('ия')) return ['и', 'ю', 'ей'].map((end) => stem + end);
  if (name.endsWith('а')) return ['ы', 'и', 'е', 'у', 'ой', 'ою', 'ей'].map((end) => stem + end);
  if (name.endsWith('я')) return ['и', 'е', 'ю', 'ей', 'ею'].map((end) => stem + end);
  if (name.endsWith('й')) return ['я', 'ю', 'ем', 'е'].map((end) => stem + end);
  if (name === 'любовь') return ['любовью'];
  if (name.endsWith('ь')) return ['я', 'ю', 'ем', 'е'].map((end) => stem + end);
  if (/[бвгджзклмнпрстфхцчшщ]$/u.test(name)) return ['а', 'у', 'ом', 'ем', 'е'].map((end) => name + end);
  return [];
}

/** Form → name; null where the form belongs to two names. */
const nominatives = new Map<string, string | null>();
for (const name of russianNames) {
  for (const form of obliqueForms(name)) {
    const known = nominatives.get(form);
    nominatives.set(form, known === undefined || known === name ? name : null);
  }
}

/**
 * A listed Russian first name in its first case: «Серёгой» → «Серёга». Spelling is kept as far as the word reaches.
 *
 * @returns null when the word is no form of one certain name; a word that is a name as it stands is returned as it is
 */
export function nominativeOf(word: string): string | null {
  if (isFirstName(word)) return word;
  const folded = foldWord(word);
  const name = nominatives.get(folded);
  if (!name) return null;
  let common = 0;
  while (common < name.length && name[common] === folded[common]) common += 1;
  return word.slice(0, common) + name.slice(common);
}
