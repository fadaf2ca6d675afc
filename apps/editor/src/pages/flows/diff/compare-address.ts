/** Stands for the saved draft where a version's number could. */
export const draftSide = 'draft';

/** What is compared: numbers of versions as text, or `draft`. */
export interface ComparedSides {
  before: string;
  after: string;
}

/** Address of the comparison of two versions of a flow. */
export function compareAddress(flowId: string, { before, after }: ComparedSides): string {
  return `/flows/${encodeURIComponent(flowId)}/compare?${new URLSearchParams({ before, after }).toString()}`;
}

/**
 * Which two an address names. What is not there counts as not given: then the newest version is compared with the draft.
 *
 * @param numbers of the versions there are, the newest first
 */
export function comparedSides(search: URLSearchParams, numbers: readonly number[]): ComparedSides {
  const known = new Set([draftSide, ...numbers.map(String)]);
  const given = (side: 'before' | 'after', otherwise: string) => {
    const wish = search.get(side);
    return wish !== null && known.has(wish) ? wish : otherwise;
  };
  return { before: given('before', String(numbers[0] ?? draftSide)), after: given('after', draftSide) };
}

/**
 * What a version in the list is compared with: an earlier one with what runs now; what runs now with the one before it,
 * or with the draft where it is the first.
 */
export function sidesOf(number: number, liveNumber: number): ComparedSides {
  if (number !== liveNumber) return { before: String(number), after: String(liveNumber) };
  return number > 1
    ? { before: String(number - 1), after: String(number) }
    : { before: String(number), after: draftSide };
}
