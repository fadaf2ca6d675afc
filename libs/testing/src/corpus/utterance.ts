import type { SlotKey } from '@voronka/domain';
import type { CorpusDeclaration } from './declarations.ts';

/** Languages of the corpus. */
export type CorpusLanguage = 'ru' | 'en';

/**
 * Parts of the corpus: `tuning` may be looked at while the understanding is worked on, `heldOut` only measures; so does
 * `later`, which was written when the code had been tuned on the others.
 */
export type CorpusPart = 'tuning' | 'heldOut' | 'later';

/** What a message means besides the details that it gives. */
export type Intention = 'correction' | 'question' | 'refusal' | 'stop' | 'spam';

/** What a client message came into. */
export interface Situation {
  /** What the assistant asked for before; empty when it asked nothing. */
  wanted: SlotKey[];
  /** The flow's own slots, see `corpusDeclarations`; none unless told. */
  declared?: CorpusDeclaration[];
  /** Nothing unless told. */
  known?: Record<SlotKey, string>;
  /** ISO 3166 alpha-2 of the channel, Russia unless told. */
  country?: string;
}

/**
 * A client message and what a careful person would take from it. What is not named is expected to be absent: no other
 * slot, no other intention.
 */
export interface Utterance extends Partial<Situation> {
  text: string;
  /** Normalised, as `understand` gives them. */
  values?: Record<SlotKey, string>;
  /** Further values in the message, after the preferred one. */
  others?: Record<SlotKey, string[]>;
  /** Slots that have to be asked again, because what looked like a value was none for certain. */
  doubtful?: SlotKey[];
  retracted?: SlotKey[];
  means?: Intention[];
  /** What is not understood; null: nothing is left. Not judged where absent. */
  rest?: string | null;
}

/** Messages of one sort; the situation holds for those that do not name another. */
export interface Category {
  name: string;
  situation: Situation;
  utterances: Utterance[];
}
