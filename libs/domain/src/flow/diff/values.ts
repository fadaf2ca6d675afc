import { canonicalJson } from '../../canonical-json.ts';

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Lists whose items have a name of their own, by the list's key; items of all others are told apart by their place. */
const namedBy: Readonly<Record<string, string>> = { outputs: 'port', options: 'value' };

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** A condition is one value: half of one and half of another would be a third that nobody wrote. */
export function isCondition(value: JsonObject): boolean {
  return ['all', 'any', 'not', 'fact'].some((key) => Object.hasOwn(value, key));
}

/** Whether two values say the same, whatever the order of their keys. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  return canonicalJson(one) === canonicalJson(other);
}

/** Whether objects are of one sort: then they can be compared key by key. */
export function areAlike(...objects: readonly JsonObject[]): boolean {
  if (objects.some(isCondition)) return false;
  const [first, ...others] = objects;
  return others.every((other) => ['kind', 'type'].every((key) => first?.[key] === other[key]));
}

/** The keys of all of them, each once, in the order in which they come. */
export function keysOf(...objects: readonly JsonObject[]): string[] {
  return [...new Set(objects.flatMap((object) => Object.keys(object)))];
}

/**
 * The items of a list by their own names.
 *
 * @param listKey under which key the list stands
 * @returns null for a list whose items have no names, or not each one of its own
 */
export function itemsByName(listKey: string | undefined, list: readonly unknown[]): Map<string, JsonObject> | null {
  const nameKey = listKey === undefined ? undefined : namedBy[listKey];
  if (nameKey === undefined) return null;
  const items = new Map<string, JsonObject>();
  for (const item of list) {
    const name = isObject(item) ? item[nameKey] : undefined;
    if (!isObject(item) || typeof name !== 'string' || items.has(name)) return null;
    items.set(name, item);
  }
  return items;
}

/** Whether every item of a list is a JSON object, so that it can be looked into. */
export function holdsObjects(list: readonly unknown[]): list is readonly JsonObject[] {
  return list.every(isObject);
}
