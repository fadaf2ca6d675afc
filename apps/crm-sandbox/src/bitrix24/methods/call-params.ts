import type { Json, JsonObject } from '../../http/json.ts';
import { isJsonObject, listOf, positiveInteger, scalarText } from '../../http/json.ts';
import type { MethodCall } from '../method.ts';
import { RestError, missingParameter } from '../rest-error.ts';

/** Parameter whatever the case of its name's first spelling: `FILTER` and `filter` are both in use. */
export function param(call: MethodCall, name: string): Json | undefined {
  return call.params[name] ?? call.params[name.toUpperCase()];
}

/** `id` of an old method. */
export function classicId(call: MethodCall): number {
  const id = positiveInteger(param(call, 'id'));
  if (id === undefined) throw new RestError(400, '', 'ID is not defined or invalid.');
  return id;
}

/** `fields` of an old method. */
export function classicFields(call: MethodCall): JsonObject {
  return asMap(param(call, 'fields')) ?? fail(new RestError(400, '', "Parameter 'fields' must be array."));
}

/** A named parameter of a universal method that must be a positive integer. */
export function requiredInteger(call: MethodCall, name: string): number {
  if (call.params[name] === undefined) throw missingParameter(name);
  return positiveInteger(call.params[name]) ?? fail(new RestError(400, '100', `Invalid value {${name}}`));
}

/** A named parameter of a universal method that must be a map. */
export function requiredMap(call: MethodCall, name: string): JsonObject {
  return asMap(call.params[name]) ?? fail(missingParameter(name));
}

/** Names in `select`. */
export function selectOf(call: MethodCall): string[] {
  return listOf(param(call, 'select')).flatMap((value) => scalarText(value) ?? []);
}

/** PHP does not tell an empty list from an empty map, so `[]` counts as one. */
function asMap(value: Json | undefined): JsonObject | undefined {
  if (isJsonObject(value)) return value;
  return Array.isArray(value) && value.length === 0 ? {} : undefined;
}

function fail(error: RestError): never {
  throw error;
}
