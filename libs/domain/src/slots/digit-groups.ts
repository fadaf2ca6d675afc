import type { Span } from './span.ts';
import { readSpokenGroup } from './spoken-digits.ts';

/** Digits that stand together, written or spoken. */
export interface DigitGroup extends Span {
  digits: string;
  /** A plus stands before them. */
  plus: boolean;
  spoken: boolean;
}

/** Groups with nothing between them but what phones are written with. */
export interface DigitRun {
  groups: DigitGroup[];
  /** A comma stands between this run and the one before: dictated numbers are written so. */
  afterComma: boolean;
}

/** Characters that may stand inside one written number. */
const separator = /^[\s()[\]\-–—‑−./_]{0,5}$/u;
const commaSeparator = /^\s?[,;]\s{1,2}$/u;

/** The first words of some tokens, up to a mark of punctuation: «сто, двадцать» are two groups. */
function wordsTogether(text: string, tokens: readonly RegExpExecArray[]): string[] {
  const apart = tokens.findIndex((token, at) => {
    const before = tokens[at - 1];
    return before !== undefined && !/^[\s-]{1,5}$/u.test(text.slice(before.index + before[0].length, token.index));
  });
  return tokens.slice(0, apart < 0 ? tokens.length : apart).map(([word]) => word);
}

/** Splits a folded text into runs of digit groups; words that are spoken numbers count as digits. */
export function digitRuns(text: string): DigitRun[] {
  const tokens = [...text.matchAll(/\+|\d+|\p{L}+/gu)];
  const runs: DigitRun[] = [];
  let groups: DigitGroup[] = [];
  let plusAt: number | null = null;
  let lastEnd: number | null = null;
  const close = (): void => {
    const first = groups[0];
    if (first)
      runs.push({ groups, afterComma: lastEnd !== null && commaSeparator.test(text.slice(lastEnd, first.start)) });
    lastEnd = groups.at(-1)?.end ?? lastEnd;
    groups = [];
    plusAt = null;
  };

  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const [word] = token;
    const before = groups.at(-1);
    if (before && !separator.test(text.slice(before.end, token.index))) close();
    if (word === '+' || word === 'плюс' || word === 'plus') {
      close();
      plusAt = token.index;
      continue;
    }
    const written = /^\d/u.test(word);
    let digits: string | null = written ? word : null;
    let end = token.index + word.length;
    if (digits === null) {
      const spoken = readSpokenGroup(wordsTogether(text, tokens.slice(at, at + 4)));
      if (spoken) {
        digits = spoken.digits;
        at += spoken.words - 1;
        const last = tokens[at] ?? token;
        end = last.index + last[0].length;
      }
    }
    if (digits === null) {
      close();
      continue;
    }
    groups.push({ digits, plus: plusAt !== null, spoken: !written, start: plusAt ?? token.index, end });
    plusAt = null;
  }
  close();
  return runs;
}

/** All digits of some groups. */
export function digitsOf(groups: readonly DigitGroup[]): string {
  return groups.map(({ digits }) => digits).join('');
}
