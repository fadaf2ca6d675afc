import type { LocalizedText } from '../flow-graph.ts';
import { namedStep, pathInWords } from './field-titles.ts';
import type { PathStep } from './field-titles.ts';
import { areAlike, holdsObjects, isList, isObject, itemsByName, keysOf, same } from './values.ts';
import type { JsonObject } from './values.ts';

/** One value that differs. */
export interface FieldChange {
  /** Keys, names of named items, and places in lists counted from 0. */
  path: (string | number)[];
  /** The same in words. */
  title: LocalizedText;
  /** Absent where it is new. */
  before?: unknown;
  /** Absent where it is gone. */
  after?: unknown;
}

function change(steps: readonly PathStep[], before: unknown, after: unknown): FieldChange {
  return {
    path: steps.map(({ key }) => key),
    title: pathInWords(steps),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function namedItems(
  steps: readonly PathStep[],
  before: ReadonlyMap<string, JsonObject>,
  after: ReadonlyMap<string, JsonObject>,
): FieldChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const changed = names.flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    return fieldChanges(was, is, [...steps, namedStep(name, is ?? was)]);
  });
  const [order, newOrder] = [
    [...before.keys()].filter((name) => after.has(name)),
    [...after.keys()].filter((name) => before.has(name)),
  ];
  return same(order, newOrder) ? changed : [...changed, change([...steps, { key: 'order' }], order, newOrder)];
}

function lists(steps: readonly PathStep[], before: readonly unknown[], after: readonly unknown[]): FieldChange[] {
  const listKey = steps.at(-1)?.key;
  const name = typeof listKey === 'string' ? listKey : undefined;
  const [named, newNamed] = [itemsByName(name, before), itemsByName(name, after)];
  if (named && newNamed) return namedItems(steps, named, newNamed);
  if (!holdsObjects(before) || !holdsObjects(after)) return [change(steps, before, after)];
  const longest = Math.max(before.length, after.length);
  return Array.from({ length: longest }, (_, at) =>
    fieldChanges(before[at], after[at], [...steps, { key: at }]),
  ).flat();
}

/**
 * Every value that differs, as deep as a person would name it: texts by language, named items of a list by their names,
 * conditions and lists of plain values as one.
 *
 * @param steps the way to these values
 */
export function fieldChanges(before: unknown, after: unknown, steps: readonly PathStep[] = []): FieldChange[] {
  if (same(before, after)) return [];
  if (isList(before) && isList(after)) return lists(steps, before, after);
  if (isObject(before) && isObject(after) && areAlike(before, after)) {
    return keysOf(before, after).flatMap((key) => fieldChanges(before[key], after[key], [...steps, { key }]));
  }
  return [change(steps, before, after)];
}
