import type { Json, JsonObject } from '../../http/json.ts';
import { isJsonObject, listOf, scalarText } from '../../http/json.ts';
import { parsePortalTime } from '../portal-time.ts';

/** How a field compares. Text compares without regard to case, like the portal's database. */
export type ValueType = 'text' | 'number' | 'moment';

/** A row's value as a filter sees it; several for multiple fields, phones and e-mails. */
export type FilterValue = string | null | readonly string[];

/** How to filter and sort rows of one kind. */
export interface RowSchema<Row> {
  /** Canonical name of a field a client may filter and sort by, or `undefined` when there is none. */
  readonly resolve: (name: string) => string | undefined;
  readonly typeOf: (field: string) => ValueType;
  readonly read: (row: Row, field: string) => FilterValue;
}

type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'in' | 'notIn' | 'contains' | 'notContains' | 'like' | 'notLike';

interface Condition {
  readonly field: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** A parsed filter: every condition and every group must hold; inside a group all, or with OR at least one. */
export interface Filter {
  readonly conditions: readonly Condition[];
  readonly groups: readonly { readonly any: boolean; readonly members: readonly Filter[] }[];
}

/** Longest first, so that `>=` is not read as `>`. */
const prefixes: readonly (readonly [string, Operator])[] = [
  ['!=%', 'notLike'],
  ['!%=', 'notLike'],
  ['>=', '>='],
  ['<=', '<='],
  ['!@', 'notIn'],
  ['=%', 'like'],
  ['%=', 'like'],
  ['!%', 'notContains'],
  ['!=', '!='],
  ['>', '>'],
  ['<', '<'],
  ['@', 'in'],
  ['%', 'contains'],
  ['!', '!='],
  ['=', '='],
];

/**
 * Reads a client's filter.
 *
 * @param onUnknown called for a field that cannot be filtered by; when it returns, that condition is dropped, which
 *   is what the old methods do
 * @source B24 docs: crm-lead-list (prefixes), crm-item-list (logic OR)
 */
export function parseFilter<Row>(
  filter: Json | undefined,
  schema: RowSchema<Row>,
  onUnknown: (name: string) => void,
): Filter {
  const conditions: Condition[] = [];
  const groups: { any: boolean; members: Filter[] }[] = [];
  for (const [key, value] of entriesOf(filter)) {
    if (/^\d+$/.test(key) && isContainer(value)) {
      groups.push(parseGroup(value, schema, onUnknown));
      continue;
    }
    const [prefix, operator] = prefixes.find(([text]) => key.startsWith(text)) ?? ['', '='];
    const name = key.slice(prefix.length);
    const field = schema.resolve(name);
    if (field === undefined) onUnknown(name);
    else conditions.push({ field, operator, values: valuesOf(value) });
  }
  return { conditions, groups };
}

/** Whether a row passes the filter. */
export function matchesFilter<Row>(row: Row, filter: Filter, schema: RowSchema<Row>): boolean {
  return (
    filter.conditions.every((condition) => holds(row, condition, schema)) &&
    filter.groups.every(({ any, members }) =>
      any
        ? members.some((member) => matchesFilter(row, member, schema))
        : members.every((member) => matchesFilter(row, member, schema)),
    )
  );
}

function isContainer(value: Json): value is JsonObject | Json[] {
  return Array.isArray(value) || isJsonObject(value);
}

function entriesOf(filter: Json | undefined): [string, Json][] {
  return filter !== undefined && isContainer(filter) ? Object.entries(filter) : [];
}

function parseGroup<Row>(
  value: JsonObject | Json[],
  schema: RowSchema<Row>,
  onUnknown: (name: string) => void,
): { any: boolean; members: Filter[] } {
  const entries = entriesOf(value);
  const logic = entries.find(([key]) => key.toLowerCase() === 'logic')?.[1];
  const members = entries
    .filter(([key]) => key.toLowerCase() !== 'logic')
    .map(([key, member]) => parseFilter(/^\d+$/.test(key) ? member : { [key]: member }, schema, onUnknown));
  return { any: scalarText(logic)?.toUpperCase() === 'OR', members };
}

/** An empty list matches nothing, an empty text the absence of a value. */
function valuesOf(value: Json): string[] {
  return isContainer(value) ? listOf(value).map((item) => scalarText(item) ?? '') : [scalarText(value) ?? ''];
}

function holds<Row>(row: Row, { field, operator, values }: Condition, schema: RowSchema<Row>): boolean {
  const type = schema.typeOf(field);
  const actual = presentValues(schema.read(row, field));
  const [wanted = ''] = values;
  switch (operator) {
    case '=':
    case 'in':
      return values.some((value) => equals(actual, value, type));
    case '!=':
    case 'notIn':
      return !values.some((value) => equals(actual, value, type));
    case '>':
      return actual.some((value) => compareValues(value, wanted, type) > 0);
    case '>=':
      return actual.some((value) => compareValues(value, wanted, type) >= 0);
    case '<':
      return actual.some((value) => compareValues(value, wanted, type) < 0);
    case '<=':
      return actual.some((value) => compareValues(value, wanted, type) <= 0);
    case 'contains':
      return values.some((value) => isLike(actual, `%${escapeLike(value)}%`));
    case 'notContains':
      return !values.some((value) => isLike(actual, `%${escapeLike(value)}%`));
    case 'like':
      return values.some((value) => isLike(actual, value));
    case 'notLike':
      return !values.some((value) => isLike(actual, value));
  }
}

function presentValues(value: FilterValue): readonly string[] {
  const values = typeof value === 'string' ? [value] : (value ?? []);
  return values.filter((item) => item !== '');
}

function equals(actual: readonly string[], wanted: string, type: ValueType): boolean {
  if (wanted === '') return actual.length === 0;
  return actual.some((value) => compareValues(value, wanted, type) === 0);
}

/** Order of two values; `NaN` (neither less, equal nor more) when one is not of the type. */
export function compareValues(left: string, right: string, type: ValueType): number {
  if (type === 'number') return Number(left) - Number(right);
  if (type === 'moment') return (parsePortalTime(left) ?? Number.NaN) - (parsePortalTime(right) ?? Number.NaN);
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

const escapeLike = (text: string): string => text.replace(/[%_]/g, '\\$&');

/** SQL LIKE: `%` any text, `_` any character, a backslash takes the next one literally. */
function isLike(actual: readonly string[], pattern: string): boolean {
  const source = pattern.replace(/\\([%_])|[%_]|[.*+?^${}()|[\]\\]/g, (match, literal: string | undefined) => {
    if (literal) return literal;
    if (match === '%') return '.*';
    return match === '_' ? '.' : `\\${match}`;
  });
  const expression = new RegExp(`^${source}$`, 'isu');
  return actual.some((value) => expression.test(value));
}
