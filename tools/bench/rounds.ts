/** Something that is measured once a round. */
export interface Subject<Name extends string, Measured> {
  readonly name: Name;
  readonly measure: () => Promise<Measured>;
}

/**
 * Measures every subject once a round, in the order given and in the opposite one by turns, so that neither a drift of the
 * machine nor the state that a subject leaves behind favours the one that comes first.
 *
 * @param onRound told after each round, from 1
 * @returns what was measured by subject, in the order of the rounds
 */
export async function interleave<Name extends string, Measured>(
  subjects: readonly Subject<Name, Measured>[],
  rounds: number,
  onRound: (round: number) => void = () => undefined,
): Promise<Record<Name, Measured[]>> {
  const measured = Object.fromEntries(subjects.map(({ name }) => [name, [] as Measured[]])) as Record<Name, Measured[]>;
  for (let round = 1; round <= rounds; round += 1) {
    const order = round % 2 === 1 ? subjects : [...subjects].reverse();
    for (const { name, measure } of order) measured[name].push(await measure());
    onRound(round);
  }
  return measured;
}
