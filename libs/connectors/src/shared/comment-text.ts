/** The longest comment that is sent, in characters; longer ones lose their middle. */
export const maxCommentLength = 20_000;

/** Invisible, of no width, and no letter: a tag with it inside is no tag any more, for a reader nothing changes. */
const zeroWidthSpace = '\u200B';

/**
 * Makes people's text show as text. The portal's timeline understands BB code, and whether it also escapes HTML only a
 * live portal can tell. An entity like `&lt;` would be right or doubly escaped depending on that; an invisible character
 * behind the opening sign is right in both cases.
 */
export function asPlainText(text: string): string {
  return (
    text
      // Control characters except line feed and tab are no text at all.
      .replace(/\r\n?/g, '\n')
      .replace(/\p{Cc}/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
      .replace(/\[(?=[\p{L}/*])/gu, `[${zeroWidthSpace}`)
      .replace(/<(?=[A-Za-z/!?])/g, `<${zeroWidthSpace}`)
      .replace(/&(?=#?\w{1,32};)/g, `&${zeroWidthSpace}`)
  );
}

function markerLine(marker: string): string {
  return `#voronka:${marker}`;
}

/** Cuts without tearing a character made of two code units apart. */
function cut(text: string, from: number, to: number): string {
  return text.slice(from, to).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}

/** Room for the line that says how many characters are left out. */
const gapLength = 40;

/** Keeps the beginning (who it is, what was asked) and more of the end (what was agreed). */
function shorten(text: string, room: number): string {
  if (text.length <= room) return text;
  const kept = room - gapLength;
  const head = Math.floor(kept * 0.4);
  const beginning = cut(text, 0, head);
  const end = cut(text, text.length - (kept - head), text.length);
  return `${beginning}\n\n… (−${text.length - kept}) …\n\n${end}`;
}

/** People's text as plain text, cut to {@link maxCommentLength}. */
export function plainTextWithin(text: string): string {
  return shorten(asPlainText(text), maxCommentLength);
}

/** The comment as it is sent: the text as plain text, cut to {@link maxCommentLength}, and the marker as its last line. */
export function toCommentText(text: string, marker: string): string {
  const ending = `\n${markerLine(marker)}`;
  return `${shorten(asPlainText(text), maxCommentLength - ending.length)}${ending}`;
}

/** Whether a comment is the one with this marker. Only the last line counts: above it stands what people wrote. */
export function hasMarker(comment: string, marker: string): boolean {
  return comment.trimEnd().split('\n').at(-1)?.trim() === markerLine(marker);
}
