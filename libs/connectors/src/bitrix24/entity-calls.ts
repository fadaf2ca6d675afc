import type { CrmCallContext } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { isNotFound } from './failures.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import type { Row } from './rows.ts';
import { externalKeyOf, originator, rowOf, rowsOf, textOf } from './rows.ts';

/** What all kinds of entities are read and made by. */
export class EntityCalls {
  constructor(private readonly rest: Bitrix24RestClient) {}

  /** @param method `crm.….get`. @returns null when it is not there */
  async get(method: string, id: string, context: CrmCallContext): Promise<Row | null> {
    try {
      const row = rowOf((await this.rest.read(method, { id }, context)).result);
      return row !== null && textOf(row.ID) === id ? row : null;
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  }

  /**
   * @param idOf where the answer says what was made. @default the answer is the id
   * @throws VoronkaError `Crm.Ambiguous` when it was executed and what it made is not known: only a look-up can tell
   */
  async add(
    method: string,
    params: Record<string, unknown>,
    context: CrmCallContext,
    idOf: (result: unknown) => unknown = (result) => result,
  ): Promise<string> {
    const id = textOf(idOf(await this.rest.write(method, params, context)));
    if (id === null) throw new VoronkaError('Crm.Ambiguous', `Bitrix24 ${method}: no id in the answer`, { method });
    return id;
  }

  /** The oldest, should there ever be two. @param method `crm.….list` */
  async findByExternalKey(
    method: string,
    select: readonly string[],
    externalKey: string,
    context: CrmCallContext,
  ): Promise<Row | null> {
    const params = {
      filter: { ORIGINATOR_ID: originator, ORIGIN_ID: externalKey },
      select,
      order: { ID: 'ASC' },
      start: -1,
    };
    const { result } = await this.rest.read(method, params, context);
    return rowsOf(result).find((row) => externalKeyOf(row) === externalKey) ?? null;
  }
}

/** The failure of a write to something that is not there any more. */
export function gone(what: 'contact' | 'lead' | 'deal'): VoronkaError {
  return new VoronkaError('Crm.Rejected', `The ${what} is gone from the CRM`, { reason: 'notFound' });
}
