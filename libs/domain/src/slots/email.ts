/** An e-mail address found in a text. */
export interface FoundEmail {
  /** Lower case. */
  value: string;
  raw: string;
  start: number;
  end: number;
}

const address =
  /[\p{L}\p{N}](?:[\p{L}\p{N}._%+-]{0,62}[\p{L}\p{N}_+-])?@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}/gu;

/** All e-mail addresses of a text, in order. Punctuation around them does not count. */
export function findEmails(text: string): FoundEmail[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(address)]
    .filter((match) => !match[0].includes('..'))
    .map((match) => ({
      value: match[0].toLowerCase(),
      raw: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }));
}
