import type { CorpusPart } from './utterance.ts';

/** FNV-1a, 32 bits: spreads texts evenly and stays the same for ever. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return value;
}

/** The part that a message belongs to: every third text, by its hash, is held out. Nobody chooses. */
export function partOf(text: string): Exclude<CorpusPart, 'later'> {
  return hash(text) % 3 === 0 ? 'heldOut' : 'tuning';
}
