import type { compareRu } from './compare.ru.ts';
import type { EnglishOf } from './texts.types.ts';

/** Texts about comparing versions of a flow in English. */
export const compareEn: EnglishOf<typeof compareRu> = {
  title: 'Comparison of versions',
  back: 'To the flow',
  before: 'Before',
  after: 'After',
  swap: 'Swap',
  compare: 'Compare',
  open: 'Compare version {{number}}',
};
