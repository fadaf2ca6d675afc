import type { CreateFlow } from '@voronka/contracts';

/** A name as it is typed: one language may be empty. */
export type TypedName = CreateFlow['name'];

/** The name in both languages, the one standing in for the other; null while nothing is typed. */
export function wholeName({ ru, en }: TypedName): TypedName | null {
  const [russian, english] = [ru.trim(), en.trim()];
  if (russian === '' && english === '') return null;
  return { ru: russian || english, en: english || russian };
}
