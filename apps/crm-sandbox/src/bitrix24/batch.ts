import type { Json, JsonObject } from '../http/json.ts';
import { isJsonObject, phpMap, scalarText } from '../http/json.ts';
import { parsePhpQuery } from '../http/php-params.ts';
import type { MethodResult } from './method.ts';
import { RestError } from './rest-error.ts';
import type { TimeReport } from './time-report.ts';

const maxCommands = 50;

/** One command of a batch, parsed but not yet resolved: its parameters may still hold `$result[…]`. */
export interface BatchCommand {
  readonly key: string;
  readonly method: string;
  readonly params: JsonObject;
}

/** Outcome of one command, as the batch puts it into its maps. */
export interface CommandOutcome {
  readonly answer: MethodResult | RestError;
  readonly time: TimeReport;
}

/**
 * Reads `cmd`: a map or a list of `method?query`.
 *
 * @throws RestError `ERROR_BATCH_LENGTH_EXCEEDED` for more than 50 commands
 */
export function parseBatch(params: JsonObject): BatchCommand[] {
  const cmd = params['cmd'];
  const entries: [string, Json][] = Array.isArray(cmd) || isJsonObject(cmd) ? Object.entries(cmd) : [];
  if (entries.length > maxCommands)
    throw new RestError(400, 'ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded');
  return entries.map(([key, value]) => {
    const text = scalarText(value) ?? '';
    const question = text.indexOf('?');
    const name = question < 0 ? text : text.slice(0, question);
    return {
      key,
      method: name.trim().toLowerCase(),
      params: parsePhpQuery(question < 0 ? '' : text.slice(question + 1)),
    };
  });
}

/**
 * Runs the commands one after the other and builds the batch's result: maps keyed like `cmd`, empty maps as `[]`.
 *
 * @param run executes one command with its references already filled in; must not throw a RestError
 */
export function runBatch(
  commands: readonly BatchCommand[],
  halt: boolean,
  run: (method: string, params: JsonObject) => CommandOutcome,
): Json {
  const results: [string, Json][] = [];
  const errors: [string, Json][] = [];
  const totals: [string, Json][] = [];
  const nexts: [string, Json][] = [];
  const times: [string, Json][] = [];
  const byKey = new Map<string, Json>();
  for (const { key, method, params } of commands) {
    const { answer, time } = run(method, fillReferences(params, byKey) as JsonObject);
    if (answer instanceof RestError) {
      errors.push([key, { error: answer.code, error_description: answer.message }]);
      if (halt) break;
      continue;
    }
    byKey.set(key, answer.result);
    results.push([key, answer.result]);
    if (answer.total !== undefined) totals.push([key, answer.total]);
    if (answer.next !== undefined) nexts.push([key, answer.next]);
    times.push([key, { ...time }]);
  }
  return {
    result: phpMap(results),
    result_error: phpMap(errors),
    result_total: phpMap(totals),
    result_next: phpMap(nexts),
    result_time: phpMap(times),
  };
}

const reference = /\$result((?:\[[^\]]*\])+)/g;

/**
 * Replaces `$result[key][field]…` in every text by what an earlier command answered. A text that is nothing but a
 * reference takes the value itself, inside a longer text its scalar; what cannot be resolved becomes empty.
 */
export function fillReferences(value: Json, results: ReadonlyMap<string, Json>): Json {
  if (Array.isArray(value)) return value.map((item) => fillReferences(item, results));
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillReferences(item, results)]));
  if (typeof value !== 'string' || !value.includes('$result')) return value;
  const whole = new RegExp(`^${reference.source}$`).exec(value);
  if (whole) return lookUp(whole[1] ?? '', results) ?? '';
  return value.replace(reference, (_, path: string) => scalarText(lookUp(path, results)) ?? '');
}

function lookUp(path: string, results: ReadonlyMap<string, Json>): Json | undefined {
  const [first = '', ...rest] = [...path.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  let value = results.get(first);
  for (const key of rest) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isJsonObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}
