/** Opposite changes of one field within {@link backAndForthWindowMs} that are still put up with. */
export const mostOppositeChanges = 5;

/** How far back changes are counted, in ms. */
export const backAndForthWindowMs = 10 * 60_000;

/**
 * How many of a field's changes took back the one before: of A, B, A, B the last two did.
 *
 * @param values what the field became, in order
 */
export function oppositeChanges(values: readonly string[]): number {
  return values.filter((value, at) => at >= 2 && value === values[at - 2] && value !== values[at - 1]).length;
}

/** Whether a robot and a rule move a field back and forth, so that we must stop. */
export function isBackAndForth(values: readonly string[]): boolean {
  return oppositeChanges(values) > mostOppositeChanges;
}
