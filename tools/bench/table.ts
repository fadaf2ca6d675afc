/** A table for the terminal. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Sentences below it. */
  readonly notes?: readonly string[];
}

/** The table as lines of plain text: the first column to the left, numbers to the right. */
export function renderTable({ title, head, rows, notes = [] }: Table): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const render = (line: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = line[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [title, '', render(head), rule, ...rows.map(render), ...notes.map((note) => `  ${note}`), ''].join('\n');
}

/** A number for people: grouped by thousands, with the digits it needs. @param digits behind the point @default 0 */
export function number(value: number, digits = 0): string {
  return value
    .toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replaceAll(',', ' ');
}

/** A share as percent. */
export function percent(share: number): string {
  return `${number(share * 100)} %`;
}

/** How a value stands to what is wanted of it: `≥ 1.0 ✓`. */
export function against(value: number, target: { atLeast: number } | { atMost: number }, digits = 1): string {
  if ('atLeast' in target) return `≥ ${number(target.atLeast, digits)} ${value >= target.atLeast ? '✓' : '✗'}`;
  return `≤ ${number(target.atMost, digits)} ${value <= target.atMost ? '✓' : '✗'}`;
}
