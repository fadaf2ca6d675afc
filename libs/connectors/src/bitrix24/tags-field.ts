import type { CrmCallContext } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { rowsOf, tagsField, textOf } from './card-mapping.ts';
import type { Bitrix24RestClient } from './rest-client.ts';

const label = { ru: 'Теги', en: 'Tags' };

/** Makes sure that leads have the field for tags; asked once per portal and process. */
export class TagsField {
  #known = false;

  constructor(private readonly rest: Bitrix24RestClient) {}

  /** @throws VoronkaError `Crm.Unauthorized` when it is missing and the webhook's user may not add fields */
  async ensure(context: CrmCallContext): Promise<void> {
    if (this.#known || (await this.#exists(context))) {
      this.#known = true;
      return;
    }
    try {
      await this.rest.write(
        'crm.lead.userfield.add',
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
      // Another process was faster; or the answer got lost, and the next attempt will see the field.
      if (!(error instanceof VoronkaError && error.details.reason === 'exists')) throw error;
    }
    this.#known = true;
  }

  async #exists(context: CrmCallContext): Promise<boolean> {
    const { result } = await this.rest.read('crm.lead.userfield.list', { filter: { FIELD_NAME: tagsField } }, context);
    return rowsOf(result).some((row) => textOf(row.FIELD_NAME) === tagsField);
  }
}
