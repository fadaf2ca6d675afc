import { foldWord } from './lexicon/fold.ts';
import { stemOf } from './lexicon/stem.ts';
import type { Phrase } from './phrase.ts';
import { phrase } from './phrase.ts';
import type { SlotDeclaration } from './slot-declaration.ts';

/** Words of titles that many slots have, or that mean something else in a message. */
const empty = new Set(
  'номер дата количество число ваш ваша ваше ваши способ вид тип какой какая укажите number date amount count your kind type of the for and way please'.split(
    ' ',
  ),
);
const shortest = 3;

/** Prepared once for each slot: a bundle's declarations do not change. */
const prepared = new WeakMap<SlotDeclaration, { stems: readonly string[]; label: Phrase | null }>();

function prepare(declaration: SlotDeclaration): { stems: readonly string[]; label: Phrase | null } {
  const known = prepared.get(declaration);
  if (known) return known;
  const stems = [declaration.title.ru, declaration.title.en]
    .flatMap((title) => foldWord(title).match(/[\p{L}-]+/gu) ?? [])
    .filter((word) => !empty.has(word))
    .map(stemOf)
    .filter((stem) => stem.length >= shortest);
  const sources = stems.map((stem) => `${stem.replace(/[^\p{L}\d]/gu, '.')}\\p{L}{0,4}`);
  const made = { stems, label: stems.length === 0 ? null : phrase(...sources) };
  prepared.set(declaration, made);
  return made;
}

/** The stems of a slot's title by which a message can name it: «бюджет», "budget". */
export function labelStems(declaration: SlotDeclaration): readonly string[] {
  return prepare(declaration).stems;
}

/** The title's words in any form; null when the title has none that tell it from others. */
export function labelPhrase(declaration: SlotDeclaration): Phrase | null {
  return prepare(declaration).label;
}
