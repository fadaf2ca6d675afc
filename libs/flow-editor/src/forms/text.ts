import type { LocalizedText } from '@voronka/domain';

/** A text in both languages. */
export function text(ru: string, en: string): LocalizedText {
  return { ru, en };
}
