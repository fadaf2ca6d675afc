import type { Locale } from '@voronka/domain';
import type { WordsContext } from '../specifications/canvas-specification.ts';

/** Words of a language; stages are called by their key in capitals, so that a forgotten look-up shows. */
export function canvasWords(locale: Locale): WordsContext {
  return { locale, stageName: (stageKey) => stageKey.toUpperCase() };
}
