/**
 * The value that as many are below as above; the middle of two for an even number.
 *
 * @throws RangeError for no values
 */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/**
 * The smallest value that at least this share of all values does not exceed (nearest rank).
 *
 * @param share above 0, at most 1: 0.95 for the 95th percentile
 * @throws RangeError for no values or a share out of range
 */
export function percentile(values: readonly number[], share: number): number {
  if (!(share > 0 && share <= 1)) throw new RangeError(`a share is above 0 and at most 1, not ${share}`);
  const sorted = ascending(values);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
}

/**
 * How far values lie apart, as a share of their median: the distance between the first and the last decile. 0.1 means that
 * most of them are within a tenth of it.
 *
 * @throws RangeError for no values
 */
export function spread(values: readonly number[]): number {
  return (percentile(values, 0.9) - percentile(values, 0.1)) / median(values);
}

/**
 * One number for "how many times as much": the median over rounds of what was measured in the same round, so that a load
 * which comes and goes hits both sides of each ratio.
 *
 * @throws RangeError when the rounds do not go in pairs, or there are none
 */
export function pairedRatio(values: readonly number[], others: readonly number[]): number {
  if (values.length !== others.length) throw new RangeError('rounds do not go in pairs');
  return median(values.map((value, round) => value / (others[round] ?? NaN)));
}

function ascending(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('nothing was measured');
  return [...values].sort((a, b) => a - b);
}
