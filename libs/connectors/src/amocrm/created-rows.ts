import { VoronkaError } from '@voronka/contracts';
import { rowOf, rowsOf, textOf } from '../shared/rows.ts';

/**
 * The id of the one thing that a request made.
 *
 * @param name of the rows in `_embedded`
 * @throws VoronkaError `Crm.Ambiguous` when it was executed and what it made is not known: only a look-up can tell
 */
export function createdId(answer: unknown, name: string): string {
  const [row] = rowsOf(rowOf(rowOf(answer)?._embedded)?.[name]);
  const id = textOf(row?.id);
  if (id === null) throw new VoronkaError('Crm.Ambiguous', `amoCRM ${name}: no id in the answer`, { method: name });
  return id;
}
