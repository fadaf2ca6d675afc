/** How many letters have to be put in, taken out, changed or swapped with their neighbour. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const present = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      present[column] = Math.min(
        (last[column] ?? 0) + 1,
        (present[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        row > 1 && column > 1 && swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = present;
  }
  return last[b.length] ?? 0;
}

/** Longer names are not compared letter by letter. */
const longestName = 64;

function cost(wanted: string, name: string): number {
  // `phone` for `slots.phone.known`: a part of the name, said alone, is nearer than any slip of the pen.
  if (name.split('.').includes(wanted)) return 0.5;
  if (Math.abs(wanted.length - name.length) > wanted.length / 3) return Infinity;
  return editDistance(wanted, name);
}

function nearest(wanted: string, names: readonly string[]): string | null {
  if (wanted.length > longestName) return null;
  const small = wanted.toLowerCase();
  // A third of the letters may be wrong: more would be another word.
  let limit = Math.floor(wanted.length / 3) + 0.5;
  let best: string | null = null;
  for (const name of names) {
    const price = cost(small, name.toLowerCase());
    if (price >= limit) continue;
    limit = price;
    best = name;
  }
  return best;
}

/**
 * Finds what somebody may have meant by a name that does not exist.
 *
 * @returns the nearest of the names by edit distance, the first of equals; null when none is near. Each question is
 * worked out once.
 */
export function nearestOf(names: Iterable<string>): (wanted: string) => string | null {
  const known = [...names];
  const answers = new Map<string, string | null>();
  return (wanted) => {
    const answer = answers.get(wanted);
    if (answer !== undefined) return answer;
    const found = nearest(wanted, known);
    answers.set(wanted, found);
    return found;
  };
}
