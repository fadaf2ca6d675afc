import { halves, invertible, multipliers, smallNumbers, vagueWords } from './number-words.ts';
import type { Span } from './span.ts';

/** A number found in a text. */
export interface FoundAmount extends Span {
  /** What it can mean: two values where a point may part thousands or decimals; none for «пару тысяч». */
  readings: number[];
  /** «не 80, а 90»: the client does not mean this one. */
  negated: boolean;
  /** Goes on to the next number: «от 100 до 200», "100-150". */
  rangeOpens: boolean;
  /** The word behind it, lower case: what is counted. */
  unit: string;
}

interface Token extends Span {
  text: string;
  kind: 'digits' | 'number' | 'multiplier' | 'half' | 'vague' | 'other';
}

const tokenPattern =
  /\d{1,3}(?:(?:[ \u00a0]\d{3})+(?!\d)|(?:,\d{3})+(?!\d)|(?:\.\d{3})+(?!\d))(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?|т\.\s?р\.?|[кмkmcс]?[мm][23²³](?!\d)|\p{L}+/gu;
/** Times of day, dates, percentages, ordinals and codes count nothing. */
const notAnAmount =
  /\d{1,2}:\d{2}(?::\d{2})?|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{1,9}\s?%|(?<!\d)\d{1,9}-?(?:го|му|ого|ом|th|st|nd|rd)(?!\p{L})|(?<![\d.,])\d{1,2}\s(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}{0,8}/gu;

function kindOf(text: string): Token['kind'] {
  if (/^\d/u.test(text)) return 'digits';
  if (smallNumbers.has(text)) return 'number';
  if (multipliers.has(text.replace(/[\s]|\.$/gu, ''))) return 'multiplier';
  if (halves.has(text)) return 'half';
  return vagueWords.has(text) ? 'vague' : 'other';
}

function tokensOf(text: string): Token[] {
  const skipped = [...text.matchAll(notAnAmount)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return [...text.matchAll(tokenPattern)]
    .map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }))
    .map((token) => ({
      ...token,
      kind: skipped.some(({ start, end }) => token.start < end && start < token.end)
        ? ('other' as const)
        : kindOf(token.text),
    }));
}

/** The values that written digits can have. */
function writtenReadings(text: string): number[] {
  const plain = text.replace(/[ \u00a0]/gu, '');
  if (/^\d+$/u.test(plain)) return [Number(plain)];
  const decimal = /^\d+[.,]\d+$/u.test(plain) ? Number(plain.replace(',', '.')) : null;
  const grouped = /^\d{1,3}(?:[.,]\d{3})+$/u.test(plain) ? Number(plain.replace(/[.,]/gu, '')) : null;
  const both = /^\d{1,3}(?:,\d{3})+\.\d{1,2}$/u.test(plain)
    ? Number(plain.replaceAll(',', ''))
    : /^\d{1,3}(?:\.\d{3})+,\d{1,2}$/u.test(plain)
      ? Number(plain.replaceAll('.', '').replace(',', '.'))
      : null;
  // "0.500" is no five hundred.
  const readings = [grouped !== null && plain.startsWith('0') ? null : grouped, decimal, both];
  return [...new Set(readings.filter((value) => value !== null))];
}

function multiplierOf(token: Token | undefined): number {
  return token?.kind === 'multiplier' ? (multipliers.get(token.text.replace(/[\s]|\.$/gu, '')) ?? 1) : 1;
}

/** Whether only spaces, a hyphen or "and" stand between two tokens, so that they belong to one number. */
function adjoins(text: string, left: Token | undefined, right: Token | undefined): boolean {
  return left !== undefined && right !== undefined && /^(?:\s{0,2}|-)$/u.test(text.slice(left.end, right.start));
}

/** Reads the number that begins at a token. */
class AmountReader {
  private readonly text: string;
  private readonly tokens: readonly Token[];
  private readonly from: number;
  private at: number;
  private end: number;

  constructor(text: string, tokens: readonly Token[], from: number) {
    this.text = text;
    this.tokens = tokens;
    this.from = from;
    this.at = from;
    this.end = tokens[from]?.end ?? 0;
  }

  /** @returns null when no number begins here */
  read(): { readings: number[]; end: number; next: number } | null {
    const readings = this.readings();
    return readings ? { readings, end: this.end, next: this.at } : null;
  }

  private get token(): Token | undefined {
    return this.tokens[this.at];
  }

  private take(): void {
    this.end = this.token?.end ?? this.end;
    this.at += 1;
  }

  private follows(): boolean {
    return this.at === this.from || adjoins(this.text, this.tokens[this.at - 1], this.token);
  }

  private readings(): number[] | null {
    const { token } = this;
    if (token?.kind === 'half') {
      this.take();
      return [halves.get(token.text) ?? 0];
    }
    if (token?.kind === 'vague') return this.vague();
    if (token?.kind === 'digits') return this.written();
    if (token?.kind === 'multiplier') return this.inverted();
    if (token?.kind === 'number') return [this.spoken()];
    return this.halfOf();
  }

  /** «пару тысяч», "a couple of thousand": an amount, but which? A couple of anything else is left alone. */
  private vague(): number[] | null {
    this.take();
    if (this.token?.text === 'of') this.at += 1;
    if (multiplierOf(this.token) === 1 || !this.follows()) return null;
    this.take();
    return [];
  }

  private written(): number[] {
    const token = this.token as Token;
    this.take();
    const values = writtenReadings(token.text);
    if (this.token?.text === 'm' && this.token.start === token.end && !/\d/u.test(this.text.charAt(this.token.end))) {
      // "1.5m": a million and a half, or metres; the bounds of the slot tell.
      this.take();
      return values.flatMap((value) => [value, rounded(value * 1_000_000)]);
    }
    const factor = this.follows() ? multiplierOf(this.token) : 1;
    if (factor === 1) return values;
    this.take();
    // "1.500 тысяч" is no million and a half.
    return [Math.min(...values) * factor].map(rounded);
  }

  /** «тысяч двести», «тысяч 15»; a bare «миллион», "a hundred grand". */
  private inverted(): number[] | null {
    const token = this.token as Token;
    const factor = multiplierOf(token);
    const word = token.text.length > 2 || token.text === 'лям';
    if (!word || token.text === 'тыс') return null;
    const following = this.tokens[this.at + 1];
    if (invertible.has(token.text) && adjoins(this.text, token, following) && following?.kind !== 'multiplier') {
      this.take();
      if (following?.kind === 'digits') {
        this.take();
        return [rounded(Math.min(...writtenReadings(following.text)) * factor)];
      }
      return following?.kind === 'number' ? [rounded(this.spoken() * factor)] : null;
    }
    return invertible.has(token.text) ? null : [this.spoken()];
  }

  /** "half a million". */
  private halfOf(): number[] | null {
    const [half, article, million] = this.tokens.slice(this.at, this.at + 3);
    if (half?.text !== 'half' || article?.text !== 'a' || multiplierOf(million) === 1) return null;
    const factor = multiplierOf(million);
    this.at += 2;
    this.take();
    return [factor / 2];
  }

  /** «двести пятьдесят тысяч», «два с половиной миллиона», "one hundred and twenty-five thousand". */
  private spoken(): number {
    let total = 0;
    let part = 0;
    let scale = Infinity;
    while (this.token && this.follows()) {
      const value = smallNumbers.get(this.token.text);
      if (this.token.kind === 'number' && value !== undefined) {
        // «десять пять» are two numbers: only from twenty on units join the tens.
        const size = value >= 100 ? 100 : value >= 20 ? 10 : 1;
        if (part > 0 && (size >= scale || (value >= 10 && size === 1 && scale === 10))) break;
        part += value;
        scale = size;
        this.take();
        this.takeHalf((half) => (part += half));
        this.skipAnd();
      } else if (this.token.kind === 'multiplier') {
        const factor = multiplierOf(this.token);
        if (factor === 100) {
          part = Math.max(part, 1) * 100;
          scale = 100;
        } else {
          total += Math.max(part, part === 0 ? 1 : 0) * factor;
          part = 0;
          scale = Infinity;
        }
        this.take();
        this.skipAnd();
      } else break;
    }
    // «миллион двести» is said of 1.2 million, and means 1,000,200.
    return total >= 1_000_000 && part > 0 ? Number.NaN : rounded(total + part);
  }

  /** «с половиной», "and a half". */
  private takeHalf(add: (half: number) => void): void {
    const following = this.tokens.slice(this.at, this.at + 3).map(({ text }) => text);
    const words =
      following[0] === 'с' && following[1] === 'половиной' ? 2 : following.join(' ') === 'and a half' ? 3 : 0;
    if (words === 0) return;
    add(0.5);
    this.at += words - 1;
    this.take();
  }

  private skipAnd(): void {
    const following = this.tokens[this.at + 1];
    if (this.token?.text === 'and' && following?.kind === 'number') this.at += 1;
  }
}

/** Sums of thousands and halves, without the dust of binary fractions. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/**
 * The amounts of a text, in order: digits («1 500 000», "2.5k", «15 т.р.») and words («тысяч двести», "half a million").
 *
 * @param text folded, with what has been read already covered
 */
export function findAmounts(text: string): FoundAmount[] {
  const tokens = tokensOf(text);
  const amounts: FoundAmount[] = [];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    const read =
      token && token.kind === 'other' && token.text !== 'half' ? null : new AmountReader(text, tokens, at).read();
    if (!token || !read) {
      at += 1;
      continue;
    }
    const before = text.slice(Math.max(0, token.start - 12), token.start);
    const minus = /(?:^|\s)[-−]$/u.test(before) ? -1 : 1;
    const unit = /^\s{0,2}(\p{L}{1,20})/u.exec(text.slice(read.end, read.end + 24))?.[1] ?? '';
    amounts.push({
      readings: read.readings.filter((value) => !Number.isNaN(value)).map((value) => minus * value),
      start: token.start,
      end: read.end,
      negated: /(?<!\p{L})(?:не|not)\s{1,2}$/u.test(before),
      rangeOpens: /^(?:\s{0,2}(?:[-–—]|до|to|and|по|\.\.\.?|или|or)\s{0,2})(?=\d|\p{L})/u.test(
        text.slice(read.end, read.end + 12),
      ),
      unit,
    });
    at = Math.max(read.next, at + 1);
  }
  return amounts;
}
