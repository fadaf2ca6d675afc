/** Measured numbers by their flat names, such as `decide.perSecond`. */
export type Figures<Name extends string = string> = Readonly<Record<Name, number>>;

/** Digits that a figure keeps: more would be noise. */
const significantDigits = 4;

/**
 * The figures of all parts as one flat object with rounded numbers, names in order.
 *
 * @throws Error when two parts claim one name, or when a number is not finite: JSON has no word for it
 */
export function mergeFigures(parts: readonly Figures[]): Record<string, number> {
  const all = parts.flatMap((figures) => Object.entries(figures));
  const merged = new Map<string, number>();
  for (const [name, value] of all) {
    if (merged.has(name)) throw new Error(`two parts measure "${name}"`);
    if (!Number.isFinite(value)) throw new Error(`"${name}" is ${value}`);
    merged.set(name, rounded(value));
  }
  return Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A number with as many digits as mean something; whole where it is large. */
export function rounded(value: number): number {
  return Math.abs(value) >= 10 ** significantDigits ? Math.round(value) : Number(value.toPrecision(significantDigits));
}
