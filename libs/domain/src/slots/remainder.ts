import { withoutCourtesies, withoutFillers } from './fillers.ts';

/**
 * Splits at marks of punctuation and at what is covered. A mark inside a number or a time («18:00», "2.5") parts
 * nothing, a question mark stays with its question.
 */
const pieces = /(?:[^;,.:!?\n…]|[.,:](?=\d)){1,8192}\??/gu;
/** Nobody reads more of what was not understood. */
const maximumPieces = 100;

function trimmed(text: string): string {
  return text.replace(/^[^\p{L}\p{N}(«"]+/u, '').replace(/[^\p{L}\p{N})»"?%₽$€.]+$/u, '');
}

/**
 * What is left of a message after everything that was understood and words that say nothing.
 *
 * @param original as the client wrote it
 * @param covered folded, of the same length, with everything that was understood covered
 * @param isUnderstood whether a piece was understood as a whole (a refusal)
 * @returns null when nothing is left
 */
export function remainderOf(
  original: string,
  covered: string,
  isUnderstood: (piece: string) => boolean,
): string | null {
  const left: string[] = [];
  for (const match of covered.matchAll(pieces)) {
    const [piece] = match;
    if (left.length >= maximumPieces) break;
    if (!/[\p{L}\p{N}]/u.test(piece) || isUnderstood(piece)) continue;
    const leadsToValue = covered.charAt(match.index + piece.length) === ';';
    const { start, end } = withoutFillers(piece, leadsToValue);
    if (start >= end) continue;
    const text = trimmed(original.slice(match.index + start, match.index + end));
    if (/[\p{L}\p{N}]/u.test(text)) left.push(text);
  }
  return left.length === 0 ? null : left.join(', ');
}

/**
 * The free text of a message: all of it but covered parts, greetings, thanks and words that announce contacts.
 *
 * @returns null when nothing is left
 */
export function freeTextOf(original: string, covered: string): string | null {
  const left: string[] = [];
  for (const match of covered.matchAll(/[^;]{1,8192}/gu)) {
    const [piece] = match;
    const { start, end } = withoutCourtesies(piece, match.index + piece.length < covered.length);
    if (start >= end) continue;
    const text = original
      .slice(match.index + start, match.index + end)
      .replace(/^[\s,.:;!—–-]+/u, '')
      .replace(/[\s,.:;—–-]+$/u, '');
    if (/[\p{L}\p{N}]/u.test(text)) left.push(text);
  }
  return left.length === 0 ? null : left.join(' ');
}
