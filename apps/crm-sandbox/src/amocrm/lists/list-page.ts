import type { Json, JsonObject } from '../../http/json.ts';
import { isJsonObject, listOf, positiveInteger, scalarText } from '../../http/json.ts';
import { noContent, ok } from '../method.ts';
import type { ApiAnswer, ApiCall } from '../method.ts';

const defaultLimit = 50;

/** Rows a page has at most. @source PHP client; more is cut down without a word */
export const maxLimit = 250;

/**
 * A page of a list with its links; 204 when the page is empty. A wrong page or limit counts as none.
 *
 * @param name key in `_embedded`
 * @param view shows one row; called for the rows of the page only
 */
export function listAnswer<T>(
  call: ApiCall,
  name: string,
  rows: readonly T[],
  view: (row: T) => Json,
  mostRows = maxLimit,
): ApiAnswer {
  const limit = Math.min(positiveInteger(call.query['limit']) ?? defaultLimit, mostRows);
  const page = positiveInteger(call.query['page']) ?? 1;
  const shown = rows.slice((page - 1) * limit, page * limit);
  if (shown.length === 0) return noContent;
  const links: JsonObject = { self: link(call, page, limit) };
  if (rows.length > page * limit) links['next'] = link(call, page + 1, limit);
  if (page > 1) Object.assign(links, { first: link(call, 1, limit), prev: link(call, page - 1, limit) });
  return ok({ _page: page, _links: links, _embedded: { [name]: shown.map(view) } });
}

/** A list that always comes whole. */
export function wholeList(call: ApiCall, name: string, rows: readonly Json[]): ApiAnswer {
  return ok({
    _total_items: rows.length,
    _links: { self: { href: `${call.baseUrl}${call.path}` } },
    _embedded: { [name]: [...rows] },
  });
}

function link(call: ApiCall, page: number, limit: number): JsonObject {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query)) addParam(query, name, value);
  query.set('page', String(page));
  query.set('limit', String(limit));
  return { href: `${call.baseUrl}${call.path}?${query.toString()}` };
}

function addParam(query: URLSearchParams, name: string, value: Json): void {
  if (isJsonObject(value) || Array.isArray(value))
    for (const [key, member] of Object.entries(value)) addParam(query, `${name}[${key}]`, member);
  else query.append(name, scalarText(value) ?? '');
}

/** A filter of the query: `filter[name]`. */
export function filterOf(call: ApiCall, name: string): Json | undefined {
  const { filter } = call.query;
  return isJsonObject(filter) ? filter[name] : undefined;
}

/** Numbers of a filter given as one value, a list or a comma list; `undefined` when it is not there or holds none. */
export function filterNumbers(call: ApiCall, name: string): number[] | undefined {
  const texts = filterTexts(call, name);
  const numbers = texts?.map(Number).filter((number) => Number.isInteger(number));
  return numbers && numbers.length > 0 ? numbers : undefined;
}

export function filterTexts(call: ApiCall, name: string): string[] | undefined {
  const texts = listOf(filterOf(call, name))
    .flatMap((value) => (scalarText(value) ?? '').split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
  return texts.length > 0 ? texts : undefined;
}

/** Whether a moment lies in `filter[name][from|to]`, both ends included; a plain value means equality. */
export function inRange(call: ApiCall, name: string, moment: number | null): boolean {
  const range = filterOf(call, name);
  if (range === undefined) return true;
  if (!isJsonObject(range)) {
    const exact = Number(scalarText(range));
    return !Number.isInteger(exact) || moment === exact;
  }
  const [from, to] = [Number(scalarText(range['from']) || 0), Number(scalarText(range['to']) || Infinity)];
  return moment !== null && moment >= from && moment <= to;
}
