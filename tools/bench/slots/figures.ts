import type { Aspect, CorpusLanguage, CorpusPart, Tally } from '@voronka/testing/corpus';
import { aspects } from '@voronka/testing/corpus';

/** One aspect of one part of the corpus. */
export interface SlotRow {
  language: CorpusLanguage;
  part: CorpusPart;
  aspect: Aspect;
  /** How often it was expected. */
  expected: number;
  mistakes: number;
  /** Share of what was given that is right; 1 when nothing was given. */
  precision: number;
  /** Share of what was expected that was given; 1 when nothing was expected. */
  recall: number;
}

/** Measured values by their name, for comparison between runs. */
export type Figures = Record<string, number>;

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : Math.round((part / whole) * 10_000) / 10_000;
}

/** The rows of one part of the corpus, in the order of the aspects. */
export function rowsOf(language: CorpusLanguage, part: CorpusPart, tallies: Record<Aspect, Tally>): SlotRow[] {
  return aspects.map((aspect) => {
    const { right, wrong, missed, mistakes } = tallies[aspect];
    return {
      language,
      part,
      aspect,
      expected: right + missed,
      mistakes,
      precision: share(right, right + wrong),
      recall: share(right, right + missed),
    };
  });
}

/** Flat figures of the rows. */
export function figuresOf(rows: readonly SlotRow[]): Figures {
  return Object.fromEntries(
    rows.flatMap(({ language, part, aspect, precision, recall }) => {
      const name = ['slots', ...(part === 'tuning' ? [] : [part]), language, aspect].join('.');
      return [
        [`${name}.precision`, precision],
        [`${name}.recall`, recall],
      ] as const;
    }),
  );
}
