/** A piece of a text, `end` excluded. */
export interface Span {
  start: number;
  end: number;
}

/** Stands in place of what has been read already: no letter, no digit, ends a phrase. */
const covering = ';';

/** Covers spans, keeping every offset: what was one thing is not read as another. */
export function cover(text: string, spans: readonly Span[]): string {
  let covered = text;
  for (const { start, end } of spans) {
    covered = covered.slice(0, start) + covering.repeat(end - start) + covered.slice(end);
  }
  return covered;
}

/** Where a match stands. */
export function spanOfMatch(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}

/** Whether two spans share anything. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The smallest span that holds all of some spans. */
export function hull(spans: readonly Span[]): Span {
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

/** Characters that look like others, made the same, one for one: every offset stays. */
export function plainText(text: string): string {
  return text
    .replace(/[\u00a0\u2000-\u200b\u202f\u2060\u3000\t]|\ufe0f|\u20e3/gu, ' ')
    .replace(/[\uff10-\uff19]/gu, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replaceAll('\uff0b', '+');
}
