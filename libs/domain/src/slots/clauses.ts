import type { Span } from './span.ts';

/** A part of a message between two marks of punctuation. */
export interface Clause extends Span {
  text: string;
  /** The mark behind it. */
  mark: string;
}

/** A message of more clauses is no message to an assistant; the rest is left. */
const maximumClauses = 200;

/** Splits a text at commas, ends of sentences and lines; a decimal point or a dash inside a word is none of them. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  const close = (end: number, mark: string): void => {
    const piece = text.slice(start, end);
    const lead = piece.length - piece.trimStart().length;
    const trimmed = piece.trim();
    if (trimmed !== '') clauses.push({ text: trimmed, start: start + lead, end: start + lead + trimmed.length, mark });
    else if (mark.includes('?')) {
      const last = clauses.at(-1);
      if (last) last.mark += mark;
    }
    start = end + mark.length;
  };
  for (const match of text.matchAll(/[!?;\n…]{1,64}|[,.:](?!\d)|\s[-–—]{1,3}(?=\s)/gu)) {
    close(match.index, match[0]);
    if (clauses.length >= maximumClauses) return clauses;
  }
  close(text.length, '');
  return clauses;
}
