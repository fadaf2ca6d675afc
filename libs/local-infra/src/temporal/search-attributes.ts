import type { Connection } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { codeOf } from '../errors.ts';

type IndexedValueType = temporal.api.enums.v1.IndexedValueType;

/** `INDEXED_VALUE_TYPE_KEYWORD`, without loading all of Temporal's message classes for it. */
const keyword: IndexedValueType = 2;
// gRPC status code: another process was quicker.
const alreadyExists = '6';
const deadlineMs = 10_000;

/**
 * Makes sure that search attributes of type Keyword exist in a namespace. Any number of processes may do so at once. A
 * server in production learns of new ones within seconds; the dev server at once.
 *
 * @returns names that are taken by attributes of another type; empty when all is well
 * @throws the server's answer, such as PERMISSION_DENIED where others manage the namespace
 */
export async function ensureSearchAttributes(
  connection: Connection,
  namespace: string,
  names: readonly string[],
): Promise<string[]> {
  const call = <T>(work: () => Promise<T>) => connection.withDeadline(Date.now() + deadlineMs, work);
  const { customAttributes } = await call(() => connection.operatorService.listSearchAttributes({ namespace }));
  const taken = names.filter((name) => (customAttributes[name] ?? keyword) !== keyword);
  const missing = names.filter((name) => customAttributes[name] === undefined);
  if (missing.length === 0) return taken;
  const searchAttributes = Object.fromEntries(missing.map((name) => [name, keyword]));
  await call(() => connection.operatorService.addSearchAttributes({ namespace, searchAttributes })).catch(
    (error: unknown) => {
      if (codeOf(error) !== alreadyExists) throw error;
    },
  );
  return taken;
}
