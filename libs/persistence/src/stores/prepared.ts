import { createHash } from 'node:crypto';
import type { Database } from '../orm.ts';

/** A statement as the driver takes it: by a name, under which the server keeps its plan. */
interface Statement {
  readonly name: string;
  readonly text: string;
}

const statements = new Map<string, Statement>();

/** The names stand for the texts, so that every connection of the pool prepares a statement once. */
function statementOf(sql: string): Statement {
  const known = statements.get(sql);
  if (known) return known;
  let placeholders = 0;
  const text = sql.replaceAll('?', () => `$${(placeholders += 1)}`);
  const statement = { name: createHash('sha256').update(text).digest('hex').slice(0, 32), text };
  statements.set(sql, statement);
  return statement;
}

/**
 * A part of a `with` clause, to be read by the statement: its commit does not wait for the disk. Only for what may be lost when
 * the database server dies in the next moment; a later commit that waits makes it last too.
 */
export const lazily = `lazily as (select set_config('synchronous_commit', 'off', true))`;

/**
 * Runs one statement as a transaction of its own: one round trip, and the server plans it once per connection. For what a
 * worker does many times for each message; everything else reads better with an entity manager.
 *
 * @param sql constant text without a question mark of its own, for each different text is kept; placeholders are `?`, with
 *   a cast where the server cannot tell the type, as in `coalesce(?::text, name)`
 * @returns the rows
 */
export async function preparedRows<Row extends object>(
  database: Database,
  sql: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const pool = await database.em.getConnection().getNativeClient();
  const { rows } = await pool.query<Row>({ ...statementOf(sql), values: [...values] });
  return rows;
}

/** As {@link preparedRows}: the first row, or null. */
export async function preparedRow<Row extends object>(
  database: Database,
  sql: string,
  values: readonly unknown[],
): Promise<Row | null> {
  const [row] = await preparedRows<Row>(database, sql, values);
  return row ?? null;
}
