import {
  addressFields,
  communicationFlags,
  moneyFields,
  multifields,
  personFields,
  sourceFields,
  stageMoveFields,
  trackingFields,
} from './common-fields.ts';
import { field } from './field-spec.ts';
import type { FieldSpec } from './field-spec.ts';

export type EntityKindName = 'lead' | 'contact' | 'deal';

/** What tells one kind of card from another. */
export interface EntityKind {
  readonly name: EntityKindName;
  /** Number in crm.item.*, timelines and stage history. */
  readonly entityTypeId: 1 | 2 | 3;
  /** Owner of user fields: `CRM_LEAD`. */
  readonly userFieldEntity: string;
  /** The part of event names: `ONCRM{LEAD}ADD`. */
  readonly eventPart: 'LEAD' | 'CONTACT' | 'DEAL';
  readonly fields: readonly FieldSpec[];
  /** Where the card keeps its stage; `null` for contacts. */
  readonly stage: { readonly field: string; readonly semantics: string } | null;
  /** Whether contacts can be linked to it. */
  readonly linksContacts: boolean;
  /** Whether it has phones and addresses of its own. */
  readonly hasMultifields: boolean;
}

const id = field('ID', 'integer', 'ID', { readOnly: true });
const company = field('COMPANY_ID', 'crm_company', 'Компания');
const contact = field('CONTACT_ID', 'crm_contact', 'Контакт');
const contacts = field('CONTACT_IDS', 'crm_contact', 'Контакты', { multiple: true });

export const leadKind: EntityKind = {
  name: 'lead',
  entityTypeId: 1,
  userFieldEntity: 'CRM_LEAD',
  eventPart: 'LEAD',
  stage: { field: 'STATUS_ID', semantics: 'STATUS_SEMANTIC_ID' },
  linksContacts: true,
  hasMultifields: true,
  fields: [
    id,
    field('TITLE', 'string', 'Название лида'),
    ...personFields,
    field('COMPANY_TITLE', 'string', 'Название компании'),
    company,
    contact,
    contacts,
    field('IS_RETURN_CUSTOMER', 'char', 'Повторный лид', { readOnly: true, initial: 'N' }),
    ...sourceFields,
    field('STATUS_ID', 'crm_status', 'Стадия', { statusType: 'STATUS', itemName: 'stageId' }),
    field('STATUS_DESCRIPTION', 'string', 'Дополнительно о стадии'),
    field('STATUS_SEMANTIC_ID', 'string', 'Группа стадии', { readOnly: true, itemName: 'stageSemanticId' }),
    ...moneyFields,
    ...communicationFlags,
    ...trackingFields,
    ...stageMoveFields,
    field('DATE_CLOSED', 'datetime', 'Дата завершения', { readOnly: true, initial: '' }),
    ...addressFields,
    ...multifields,
  ],
};

export const contactKind: EntityKind = {
  name: 'contact',
  entityTypeId: 3,
  userFieldEntity: 'CRM_CONTACT',
  eventPart: 'CONTACT',
  stage: null,
  linksContacts: false,
  hasMultifields: true,
  fields: [
    id,
    ...personFields,
    field('PHOTO', 'string', 'Фотография'),
    field('TYPE_ID', 'crm_status', 'Тип контакта', { statusType: 'CONTACT_TYPE', initial: 'CLIENT' }),
    ...sourceFields,
    company,
    field('LEAD_ID', 'crm_lead', 'Лид'),
    field('EXPORT', 'char', 'Участвует в экспорте контактов', { initial: 'Y' }),
    ...communicationFlags,
    ...trackingFields,
    ...addressFields,
    ...multifields,
  ],
};

export const dealKind: EntityKind = {
  name: 'deal',
  entityTypeId: 2,
  userFieldEntity: 'CRM_DEAL',
  eventPart: 'DEAL',
  stage: { field: 'STAGE_ID', semantics: 'STAGE_SEMANTIC_ID' },
  linksContacts: true,
  hasMultifields: false,
  fields: [
    id,
    field('TITLE', 'string', 'Название'),
    field('TYPE_ID', 'crm_status', 'Тип', { statusType: 'DEAL_TYPE', initial: 'SALE' }),
    field('CATEGORY_ID', 'crm_category', 'Воронка', { initial: '0' }),
    field('STAGE_ID', 'crm_status', 'Стадия сделки', { statusType: 'DEAL_STAGE' }),
    field('STAGE_SEMANTIC_ID', 'string', 'Группа стадии', { readOnly: true }),
    field('IS_NEW', 'char', 'Новая сделка', { readOnly: true, initial: 'Y' }),
    field('IS_RECURRING', 'char', 'Регулярная сделка', { initial: 'N' }),
    field('IS_RETURN_CUSTOMER', 'char', 'Повторная сделка', { initial: 'N' }),
    field('IS_REPEATED_APPROACH', 'char', 'Повторное обращение', { initial: 'N' }),
    field('PROBABILITY', 'integer', 'Вероятность'),
    ...moneyFields,
    field('TAX_VALUE', 'double', 'Ставка налога', { initial: '0.00' }),
    company,
    contact,
    contacts,
    field('QUOTE_ID', 'integer', 'Коммерческое предложение'),
    field('LEAD_ID', 'crm_lead', 'Лид'),
    field('BEGINDATE', 'date', 'Дата начала'),
    field('CLOSEDATE', 'date', 'Дата завершения'),
    field('CLOSED', 'char', 'Закрыта', { readOnly: true, initial: 'N' }),
    field('ADDITIONAL_INFO', 'string', 'Дополнительная информация'),
    ...sourceFields,
    ...trackingFields,
    ...stageMoveFields,
  ],
};

export const entityKinds: Readonly<Record<EntityKindName, EntityKind>> = {
  lead: leadKind,
  contact: contactKind,
  deal: dealKind,
};

/** The kind of that number (1 lead, 2 deal, 3 contact), if the sandbox has it. */
export function kindByTypeId(entityTypeId: number | undefined): EntityKind | undefined {
  return Object.values(entityKinds).find((kind) => kind.entityTypeId === entityTypeId);
}
