import { enFromChats } from './en/from-chats.ts';
import { enHeldOut } from './en/held-out/index.ts';
import { enLater } from './en/later.ts';
import { enTuning } from './en/tuning/index.ts';
import { ruFromChats } from './ru/from-chats.ts';
import { ruHeldOut } from './ru/held-out/index.ts';
import { ruLater } from './ru/later.ts';
import { ruTuning } from './ru/tuning/index.ts';
import type { Category, CorpusLanguage, CorpusPart, Situation, Utterance } from './utterance.ts';

export { corpusDeclarations } from './declarations.ts';
export type { CorpusDeclaration } from './declarations.ts';
export { aspects, corpusNow, measure, readEntry } from './measure.ts';
export type { Aspect, Measurement, Mistake, Tally } from './measure.ts';
export { partOf } from './split.ts';
export type { CorpusLanguage, CorpusPart, Intention, Situation, Utterance } from './utterance.ts';

/** An utterance in its situation, with its place in the corpus, for example `phones/spoken`. */
export type CorpusEntry = Utterance & Required<Situation> & { category: string };

const usual = { declared: [], known: {}, country: 'RU' };

function entries(themes: Record<string, Category[]>): CorpusEntry[] {
  return Object.entries(themes).flatMap(([theme, categories]) =>
    categories.flatMap(({ name, situation, utterances }) =>
      utterances.map((utterance) => ({ ...usual, ...situation, ...utterance, category: `${theme}/${name}` })),
    ),
  );
}

/**
 * Labelled client messages in Russian and English: what the understanding of messages is measured by. To add one, put
 * it into the part that `partOf` names; labels of the parts that only measure are corrected only where they are wrong, never
 * to fit the code.
 */
export const corpus: Record<CorpusLanguage, Record<CorpusPart, CorpusEntry[]>> = {
  ru: {
    tuning: entries(ruTuning),
    heldOut: entries(ruHeldOut),
    later: entries({ later: ruLater, 'from-chats': ruFromChats }),
  },
  en: {
    tuning: entries(enTuning),
    heldOut: entries(enHeldOut),
    later: entries({ later: enLater, 'from-chats': enFromChats }),
  },
};
