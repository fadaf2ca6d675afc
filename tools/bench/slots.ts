/**
 * How well client messages are understood: precision and recall of every slot on the labelled corpus, apart for the part
 * that the code was tuned on, the part that was held out, and the part that was written afterwards.
 *
 * Usage: node tools/bench/slots.ts [--mistakes]   after a build; `--mistakes` lists what went wrong in the tuning part.
 */
import { corpus, measure, type Mistake } from '@voronka/testing/corpus';
import { figuresOf, rowsOf, type Figures, type SlotRow } from './slots/figures.ts';
import { printTable } from './slots/table.ts';

const languages = ['ru', 'en'] as const;
const parts = ['tuning', 'heldOut', 'later'] as const;

/**
 * Measures the whole corpus.
 *
 * @returns rows for people, and flat figures: `slots.ru.phone.precision` of the tuning part,
 * `slots.heldOut.ru.phone.precision` and `slots.later.ru.phone.precision` of the others
 */
export function measureSlots(): { rows: SlotRow[]; figures: Figures } {
  const rows = languages.flatMap((language) =>
    parts.flatMap((part) => rowsOf(language, part, measure(corpus[language][part], language).tallies)),
  );
  return { rows, figures: figuresOf(rows) };
}

function describe({ entry, aspect, expected, given }: Mistake): string {
  const side = (values: readonly string[]): string => values.join(' + ') || '–';
  return `${entry.category}  ${JSON.stringify(entry.text)}  ${aspect}: ${side(given)}, expected ${side(expected)}\n`;
}

if (import.meta.main) {
  process.stdout.write(printTable(measureSlots().rows));
  if (process.argv.includes('--mistakes')) {
    for (const language of languages) {
      for (const mistake of measure(corpus[language].tuning, language).mistakes)
        process.stdout.write(describe(mistake));
    }
  }
}
