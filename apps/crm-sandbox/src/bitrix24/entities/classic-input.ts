import type { Json, JsonObject } from '../../http/json.ts';
import { isJsonObject, listOf, positiveInteger, scalarText } from '../../http/json.ts';
import { multifieldTypes } from '../fields/common-fields.ts';
import type { MultifieldType } from '../fields/common-fields.ts';
import type { EntityKind } from '../fields/entity-kinds.ts';
import type { FieldSpec } from '../fields/field-spec.ts';
import type { Entity } from '../model.ts';
import { parsePortalTime, portalTime } from '../portal-time.ts';
import type { EntityChange, MultifieldChange } from './entity-change.ts';

/**
 * Reads `fields` of an old method. Unknown and read-only names are dropped without an error, as the portal does.
 *
 * @param current the card that is changed; `null` for a new one
 */
export function readClassicFields(kind: EntityKind, input: JsonObject, current: Entity | null): EntityChange {
  const fields: Record<string, string | null> = {};
  for (const spec of kind.fields) {
    const value = input[spec.name];
    if (value === undefined || spec.readOnly || spec.multiple || spec.name === 'CONTACT_ID') continue;
    // crm.deal.update keeps the funnel: only crm.item.update moves a deal to another one.
    if (spec.name === 'CATEGORY_ID' && current !== null) continue;
    fields[spec.name] = storedValue(spec, value);
  }
  return {
    fields,
    userFields: readUserFields(input),
    multifields: kind.hasMultifields ? multifieldTypes.flatMap((type) => readMultifields(type, input[type])) : [],
    contactIds: readContactIds(input, current),
  };
}

/** The text a standard field keeps for a client's value. */
export function storedValue(spec: FieldSpec, value: Json): string | null {
  const text = scalarText(value);
  if (text === undefined || value === null) return spec.type === 'double' ? '0.00' : null;
  switch (spec.type) {
    case 'double':
      return (Number.parseFloat(text.replace(',', '.')) || 0).toFixed(2);
    case 'integer':
    case 'user':
    case 'crm_company':
    case 'crm_contact':
    case 'crm_lead':
    case 'crm_category':
      return text.trim() === '' ? null : String(Number.parseInt(text, 10) || 0);
    case 'char':
      return text.toUpperCase() === 'Y' || text === '1' ? 'Y' : 'N';
    case 'date':
    case 'datetime': {
      const ms = parsePortalTime(text);
      return ms === null ? '' : portalTime(ms);
    }
    case 'string':
    case 'crm_status':
    case 'crm_currency':
    case 'crm_multifield':
      return text;
  }
}

/** `UF_CRM_…` members as lists of texts. */
export function readUserFields(input: JsonObject): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([name]) => name.startsWith('UF_CRM_'))
      .map(([name, value]) => [name, listOf(value).map((item) => scalarText(item) ?? '')]),
  );
}

/**
 * An element without ID adds a value, one with ID edits it, `DELETE: 'Y'` or an empty VALUE deletes it.
 *
 * @source B24 docs: contacts/crm-contact-update
 */
function readMultifields(typeId: MultifieldType, value: Json | undefined): MultifieldChange[] {
  return listOf(value)
    .filter(isJsonObject)
    .flatMap((element): MultifieldChange[] => {
      const id = positiveInteger(element['ID']);
      const text = scalarText(element['VALUE']);
      const valueType = scalarText(element['VALUE_TYPE']) || null;
      const deletes = scalarText(element['DELETE']) === 'Y' || text === '';
      if (id !== undefined)
        return [deletes ? { kind: 'delete', id } : { kind: 'edit', id, valueType, value: text ?? null }];
      return deletes || text === undefined
        ? []
        : [{ kind: 'add', typeId, valueType: valueType ?? 'WORK', value: text }];
    });
}

/** CONTACT_IDS replaces the list; CONTACT_ID alone makes that contact the primary one and keeps the others. */
function readContactIds(input: JsonObject, current: Entity | null): number[] | undefined {
  const ids = (value: Json | undefined): number[] =>
    listOf(value)
      .map(positiveInteger)
      .filter((id) => id !== undefined);
  if (input['CONTACT_IDS'] !== undefined) return ids(input['CONTACT_IDS']);
  if (input['CONTACT_ID'] === undefined) return undefined;
  const [primary] = ids(input['CONTACT_ID']);
  const others = (current?.contacts ?? []).filter((link) => !link.primary).map((link) => link.contactId);
  return primary === undefined ? others : [primary, ...others.filter((id) => id !== primary)];
}
