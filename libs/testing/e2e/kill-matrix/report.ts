/** One line of the list at the suite's end. */
export interface MatrixLine {
  readonly barrier: string;
  readonly victim: string;
  readonly outcome: string;
  readonly seconds: number;
}

/** A case in one line. */
export function lineText({ barrier, victim, outcome, seconds }: MatrixLine): string {
  return [barrier.padEnd(36), victim.padEnd(9), outcome.padEnd(10), `${seconds.toFixed(1).padStart(5)} s`].join(' ');
}

/** The list that is printed when all cases are through. */
export function matrixText(lines: readonly MatrixLine[], barriers: number): string {
  return `\n${lines.map(lineText).join('\n')}\n${barriers} barriers\n`;
}
