/** Types of standard fields, as `crm.*.fields` names them. */
export type FieldType =
  | 'integer'
  | 'double'
  | 'string'
  | 'char'
  | 'datetime'
  | 'date'
  | 'user'
  | 'crm_status'
  | 'crm_contact'
  | 'crm_company'
  | 'crm_lead'
  | 'crm_category'
  | 'crm_currency'
  | 'crm_multifield';

/** One standard field of a kind of card. */
export interface FieldSpec {
  /** Name in the old methods: `STATUS_ID`. */
  readonly name: string;
  /** Name in crm.item.*: `stageId`. */
  readonly itemName: string;
  readonly type: FieldType;
  readonly title: string;
  /** Set by the portal only; a client's value is ignored without an error. */
  readonly readOnly: boolean;
  readonly multiple: boolean;
  /** Directory of a `crm_status` field: `STATUS`, `SOURCE`. */
  readonly statusType: string | null;
  /** Value of a new card. */
  readonly initial: string | null;
}

type Extra = Partial<Pick<FieldSpec, 'itemName' | 'readOnly' | 'multiple' | 'statusType' | 'initial'>>;

export function field(name: string, type: FieldType, title: string, extra: Extra = {}): FieldSpec {
  return {
    name,
    type,
    title,
    itemName: itemNameOf(name),
    readOnly: false,
    multiple: type === 'crm_multifield',
    statusType: null,
    initial: null,
    ...extra,
  };
}

/** `SOURCE_ID` → `sourceId`, `UF_CRM_TAGS` → `ufCrmTags`; an underscore before a digit stays: `ufCrm_1720019876534`. */
export function itemNameOf(name: string): string {
  return name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Fields that hold a number; compared, sorted and shown in crm.item.* as such. */
export function isNumeric(type: FieldType): boolean {
  return ['integer', 'double', 'user', 'crm_contact', 'crm_company', 'crm_lead', 'crm_category'].includes(type);
}

export function isMoment(type: FieldType): boolean {
  return type === 'datetime' || type === 'date';
}
