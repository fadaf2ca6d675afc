import { isJsonObject } from '../../http/json.ts';
import type { Json, JsonObject } from '../../http/json.ts';
import { badRequest, validationFailed } from '../api-error.ts';
import type { ItemError } from '../api-error.ts';

/** Items of a request past which it is refused. @source amoCRM: recommendations */
export const maxItems = 250;

/**
 * Reads one object of a request and notes what is wrong with it under the field's path, so that one answer names all
 * complaints. A method that complains returns `undefined`.
 */
export class ItemReader {
  readonly item: JsonObject;
  readonly requestId: string;
  readonly errors: ItemError[];
  readonly #path: string;

  constructor(item: JsonObject, requestId: string, errors: ItemError[] = [], path = '') {
    this.item = item;
    this.requestId = requestId;
    this.errors = errors;
    this.#path = path;
  }

  /** Whether the client named the field, `null` included. */
  has(name: string): boolean {
    return this.item[name] !== undefined;
  }

  isNull(name: string): boolean {
    return this.item[name] === null;
  }

  text(name: string): string | undefined {
    const value = this.item[name];
    if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
    this.refuse('InvalidType', name, 'This value should be of type string.');
    return undefined;
  }

  /** A whole number, also as digits. */
  integer(name: string): number | undefined {
    const value = this.item[name];
    if (value === undefined || value === null) return undefined;
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number)) return number;
    this.refuse('InvalidType', name, 'This value should be of type int.');
    return undefined;
  }

  flag(name: string): boolean | undefined {
    const value = this.item[name];
    if (value === undefined || value === null || typeof value === 'boolean') return value ?? undefined;
    this.refuse('InvalidType', name, 'This value should be of type bool.');
    return undefined;
  }

  object(name: string): ItemReader | undefined {
    const value = this.item[name];
    if (value === undefined || value === null) return undefined;
    if (isJsonObject(value)) return this.#inner(value, name);
    this.refuse('InvalidType', name, 'This value should be of type object.');
    return undefined;
  }

  /** Members of a list of objects; `undefined` when the field is not there, empty when it is `null`. */
  objects(name: string): ItemReader[] | undefined {
    const value = this.item[name];
    if (value === undefined) return undefined;
    if (value === null) return [];
    if (Array.isArray(value) && value.every(isJsonObject))
      return value.map((member, index) => this.#inner(member, `${name}.${index}`));
    this.refuse('InvalidType', name, 'This value should be of type array.');
    return undefined;
  }

  texts(name: string): string[] | undefined {
    const value = this.item[name];
    if (value === undefined || value === null) return undefined;
    if (Array.isArray(value) && value.every((member) => typeof member === 'string')) return value;
    this.refuse('InvalidType', name, 'This value should be of type array.');
    return undefined;
  }

  refuse(code: string, name: string, detail: string): void {
    this.errors.push({ code, path: this.#path === '' ? name : `${this.#path}.${name}`, detail });
  }

  /** A value that is not among those the account knows. */
  refuseChoice(name: string): void {
    this.refuse('NotSupportedChoice', name, 'The value you selected is not a valid choice.');
  }

  refuseMissing(name: string): void {
    this.refuse('FieldMissing', name, 'This field is missing.');
  }

  #inner(value: JsonObject, name: string): ItemReader {
    const path = this.#path === '' ? name : `${this.#path}.${name}`;
    return new ItemReader(value, this.requestId, this.errors, path);
  }
}

/**
 * The items of a list request.
 *
 * @throws ApiError 400 when the body is no list of objects, is empty or too long
 */
export function readItems(body: Json | undefined, most = maxItems): ItemReader[] {
  if (!Array.isArray(body) || !body.every(isJsonObject) || body.length === 0)
    throw badRequest('Request body should be a non-empty array of objects');
  if (body.length > most) throw badRequest(`Request should contain at most ${most} items`);
  return body.map((item, index) => new ItemReader(item, requestIdOf(item) ?? String(index)));
}

/** @throws ApiError 400 when the body is no object */
export function readItem(body: Json | undefined): ItemReader {
  if (!isJsonObject(body)) throw badRequest('Request body should be an object');
  return new ItemReader(body, requestIdOf(body) ?? '0');
}

/** @throws ApiError 400 with every complaint, when there is one: one bad field refuses the whole request */
export function assertValid(items: readonly ItemReader[]): void {
  const bad = items.filter((item) => item.errors.length > 0);
  if (bad.length > 0) throw validationFailed(bad);
}

function requestIdOf(item: JsonObject): string | undefined {
  const value = item['request_id'];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
