import type { SlotRow } from './figures.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The rows as text: an aspect a line, for each part precision, recall and how many mistakes. */
export function printTable(rows: readonly SlotRow[]): string {
  const heading = ['language', 'what', 'part', 'expected', 'precision', 'recall', 'mistakes'];
  const cells = rows.map((row) => [
    row.language,
    row.aspect,
    row.part === 'heldOut' ? 'held out' : row.part,
    String(row.expected),
    percent(row.precision),
    percent(row.recall),
    String(row.mistakes),
  ]);
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...cells.map((line) => (line[column] ?? '').length)),
  );
  const line = (values: readonly string[]): string =>
    values
      .map((value, column) => (column < 3 ? value.padEnd(widths[column] ?? 0) : value.padStart(widths[column] ?? 0)))
      .join('  ');
  return `${[heading, ...cells].map(line).join('\n')}\n`;
}
