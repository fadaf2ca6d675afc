/** Russian has two plural forms that English has not. */
type RussianPluralOnly = `${string}_few` | `${string}_many`;

/** The shape that the English texts must have: every key of the Russian ones, except the plural forms it lacks. */
export type EnglishOf<T> = {
  readonly [K in keyof T as K extends RussianPluralOnly ? never : K]: T[K] extends string ? string : EnglishOf<T[K]>;
};
