import type { SlotKey } from './slot-declaration.ts';
import type { Span } from './span.ts';

/** Why something was not taken as a value: never guessed, because a wrong phone costs more than asking again. */
export type DoubtReason = 'tooShort' | 'tooLong' | 'invalid' | 'ambiguous';

/** What a message gives for slots, with the places where it stands. */
export interface SlotReading {
  values: (Span & { slot: SlotKey; value: string; others?: string[] })[];
  doubtful: (Span & { slot: SlotKey; reason: DoubtReason })[];
  /** The client names a value and takes it back: «не 80, а 90 тысяч». */
  contrast: boolean;
}

/** Nothing was read. */
export const noReading: SlotReading = { values: [], doubtful: [], contrast: false };
