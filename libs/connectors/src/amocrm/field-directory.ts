import type { CrmCallContext } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { textOf } from '../shared/rows.ts';
import type { AmocrmRestClient } from './rest-client.ts';

/** Kinds of entities that the product makes, as in the vendor's addresses. */
export type EntityName = 'leads' | 'contacts';

/** Code of the field that holds the external key; see docs/adr/0018. */
export const keyFieldCode = 'VORONKA_KEY';

const keyField = { name: 'Voronka: ключ записи', type: 'text', code: keyFieldCode, is_api_only: true };

/** The fields that one kind of card has: asked for once, and again when there is a doubt. */
export class FieldDirectory {
  #codes: ReadonlySet<string> | null = null;

  constructor(
    private readonly rest: AmocrmRestClient,
    private readonly entity: EntityName,
  ) {}

  /**
   * Codes of all fields, the one for the external key certainly among them: it is made when it is missing.
   *
   * @throws VoronkaError `Crm.Unauthorized` when it is missing and the token may not add fields
   */
  async codes(context: CrmCallContext): Promise<ReadonlySet<string>> {
    if (this.#codes !== null) return this.#codes;
    const rows = await this.rest.readAll(this.#path, 'custom_fields', [], context);
    const codes = new Set(rows.flatMap((row) => textOf(row.code) ?? []));
    if (!codes.has(keyFieldCode)) await this.#addKeyField(context);
    this.#codes = codes.add(keyFieldCode);
    return this.#codes;
  }

  /** Asks the account again next time. */
  forget(): void {
    this.#codes = null;
  }

  get #path(): string {
    return `${this.entity}/custom_fields`;
  }

  async #addKeyField(context: CrmCallContext): Promise<void> {
    try {
      await this.rest.write('POST', this.#path, [keyField], context);
    } catch (error) {
      // Another process was faster; or the answer got lost, and the next attempt will see the field.
      if (!(error instanceof VoronkaError && error.details.reason === 'exists')) throw error;
    }
  }
}
