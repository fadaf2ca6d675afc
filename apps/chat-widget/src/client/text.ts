/** Measures and cuts of message texts. */
import { maxMessageBytes } from '../protocol.ts';

/** Bytes of a text in UTF-8; half a surrogate pair counts 3, as the replacement character that is sent for it. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** How a draft stands against the limit. */
export interface DraftSize {
  bytes: number;
  /** Near enough to the limit to say so: more than 90 % used. */
  near: boolean;
  /** About how many characters must go; 0 when it fits. */
  surplusCharacters: number;
}

/** Measures a draft as it would be sent, without the blanks around it. */
export function measureDraft(draft: string): DraftSize {
  const text = draft.trim();
  const bytes = byteLength(text);
  const surplusBytes = Math.max(0, bytes - maxMessageBytes);
  const bytesPerCharacter = text.length > 0 ? bytes / text.length : 1;
  return { bytes, near: bytes > maxMessageBytes * 0.9, surplusCharacters: Math.ceil(surplusBytes / bytesPerCharacter) };
}

/** A piece of a message: plain text, or an address that may be opened. */
export interface TextPart {
  text: string;
  /** Absolute http or https address; null: plain text. */
  href: string | null;
}

const addressPattern = /https?:\/\/[^\s<>"«»]+/gi;

/**
 * Finds the addresses in a text. Only http and https become links; punctuation that ends the sentence stays outside.
 * The parts joined give the text back.
 */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(addressPattern)) {
    const address = trimSentenceEnd(match[0]);
    if (!isWebAddress(address)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: address, href: address });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** A closing bracket belongs to the address only when it was opened in it. */
function trimSentenceEnd(address: string): string {
  let trimmed = address.replace(/[.,;:!?'…]+$/, '');
  while (trimmed.endsWith(')') && !trimmed.includes('(')) trimmed = trimmed.slice(0, -1).replace(/[.,;:!?'…]+$/, '');
  return trimmed;
}

function isWebAddress(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return (protocol === 'http:' || protocol === 'https:') && hostname !== '';
  } catch {
    return false;
  }
}
