import { namedStep } from '../diff/field-titles.ts';
import type { PathStep } from '../diff/field-titles.ts';
import { areAlike, holdsObjects, isList, isObject, itemsByName, keysOf, same } from '../diff/values.ts';
import type { JsonObject } from '../diff/values.ts';

/** A value as it was, as one person left it, and as the other did; `undefined` where it is not there. */
export interface Versions<T = unknown> {
  base: T | undefined;
  mine: T | undefined;
  theirs: T | undefined;
}

/** Whose value stays where both changed the same. */
export type Preference = 'mine' | 'theirs';

/** Asked about every value that both changed, each in another way. */
export type OnConflict = (steps: readonly PathStep[], versions: Versions) => Preference;

/**
 * Keys of both sides in one order: that of whoever changed it (mine, if both did); what only the other side has comes last.
 *
 * @returns keys that no side has any more are not in it
 */
export function mergeOrder({ base = [], mine = [], theirs = [] }: Partial<Versions<readonly string[]>>): string[] {
  const known = new Set(base);
  const kept = new Set(mine);
  const isMineReordered = !same(
    base.filter((key) => kept.has(key)),
    mine.filter((key) => known.has(key)),
  );
  return [...new Set(isMineReordered ? [...mine, ...theirs] : [...theirs, ...mine])];
}

/** Merges values that three versions hold. */
export class ValueMerger {
  constructor(private readonly onConflict: OnConflict) {}

  /** The merged value; `undefined` where it is not there any more. */
  merge(versions: Versions, steps: readonly PathStep[]): unknown {
    const { base, mine, theirs } = versions;
    if (same(mine, theirs) || same(base, theirs)) return mine;
    if (same(base, mine)) return theirs;
    return this.within(versions, steps) ?? this.chosen(versions, steps);
  }

  private chosen(versions: Versions, steps: readonly PathStep[]): unknown {
    return versions[this.onConflict(steps, versions)];
  }

  /** What can be looked into on all sides; undefined for everything else. */
  private within({ base, mine, theirs }: Versions, steps: readonly PathStep[]): unknown {
    if (isObject(base) && isObject(mine) && isObject(theirs)) {
      return areAlike(base, mine, theirs) ? this.objects({ base, mine, theirs }, steps) : undefined;
    }
    if (isList(base) && isList(mine) && isList(theirs)) return this.lists({ base, mine, theirs }, steps);
    return undefined;
  }

  private objects(
    { base, mine, theirs }: { base: JsonObject; mine: JsonObject; theirs: JsonObject },
    steps: readonly PathStep[],
  ): JsonObject {
    const merged = keysOf(mine, theirs).map((key) => {
      const versions = { base: base[key], mine: mine[key], theirs: theirs[key] };
      return [key, this.merge(versions, [...steps, { key }])] as const;
    });
    return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
  }

  private lists(
    { base, mine, theirs }: Record<keyof Versions, readonly unknown[]>,
    steps: readonly PathStep[],
  ): unknown {
    const listKey = steps.at(-1)?.key;
    const name = typeof listKey === 'string' ? listKey : undefined;
    const named = { base: itemsByName(name, base), mine: itemsByName(name, mine), theirs: itemsByName(name, theirs) };
    if (named.base && named.mine && named.theirs) {
      return this.named({ base: named.base, mine: named.mine, theirs: named.theirs }, steps);
    }
    const isComparable = base.length === mine.length && base.length === theirs.length;
    if (!isComparable || ![base, mine, theirs].every(holdsObjects)) return undefined;
    return base.map((item, at) =>
      this.merge({ base: item, mine: mine[at], theirs: theirs[at] }, [...steps, { key: at }]),
    );
  }

  private named(
    { base, mine, theirs }: Record<keyof Versions, ReadonlyMap<string, JsonObject>>,
    steps: readonly PathStep[],
  ): unknown {
    const order = mergeOrder({ base: [...base.keys()], mine: [...mine.keys()], theirs: [...theirs.keys()] });
    return order.flatMap((name) => {
      const versions = { base: base.get(name), mine: mine.get(name), theirs: theirs.get(name) };
      const item = versions.mine ?? versions.theirs;
      const merged = this.merge(versions, [...steps, namedStep(name, item)]);
      return merged === undefined ? [] : [merged];
    });
  }
}
