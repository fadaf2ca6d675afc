import type { CrmCallContext, CrmCardKind } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { cardNames } from './card-kinds.ts';
import { tagsField } from './card-mapping.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import { rowsOf, textOf } from './rows.ts';

const label = { ru: 'Теги', en: 'Tags' };

/** Whether adding a field was refused to who is let in: 401 would be an access that has ended. */
function isForbidden(error: unknown): boolean {
  return error instanceof VoronkaError && error.code === 'Crm.Unauthorized' && error.details.status !== 401;
}

/** Makes sure that cards of one kind have the field for tags; the portal is asked once, until there is a doubt. */
export class TagsField {
  #known = false;

  constructor(
    private readonly rest: Bitrix24RestClient,
    private readonly kind: CrmCardKind,
  ) {}

  /** @throws VoronkaError `Crm.FieldMissing` when it is not there and who lets us in may not add fields */
  async ensure(context: CrmCallContext): Promise<void> {
    if (this.#known || (await this.#exists(context))) {
      this.#known = true;
      return;
    }
    try {
      await this.rest.write(
        this.#method('add'),
        {
          fields: {
            FIELD_NAME: tagsField.replace('UF_CRM_', ''),
            USER_TYPE_ID: 'string',
            MULTIPLE: 'Y',
            XML_ID: tagsField,
            SHOW_FILTER: 'Y',
            EDIT_FORM_LABEL: label,
            LIST_COLUMN_LABEL: label,
            LIST_FILTER_LABEL: label,
          },
        },
        context,
      );
    } catch (error) {
      if (isForbidden(error)) {
        throw new VoronkaError('Crm.FieldMissing', 'the portal has no field for tags', { field: tagsField });
      }
      // Another process was faster; or the answer got lost, and the next attempt will see the field.
      if (!(error instanceof VoronkaError && error.details.reason === 'exists')) throw error;
    }
    this.#known = true;
  }

  /** Asks the portal again next time. */
  forget(): void {
    this.#known = false;
  }

  async #exists(context: CrmCallContext): Promise<boolean> {
    const { result } = await this.rest.read(this.#method('list'), { filter: { FIELD_NAME: tagsField } }, context);
    return rowsOf(result).some((row) => textOf(row.FIELD_NAME) === tagsField);
  }

  #method(what: 'add' | 'list'): string {
    return `crm.${cardNames[this.kind].method}.userfield.${what}`;
  }
}
