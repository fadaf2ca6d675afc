import type { Json, JsonObject } from '../../http/json.ts';
import { accountProfile, fieldsOf } from '../account.ts';
import type { Account } from '../account.ts';
import type { Card, Contact, EntityName, FieldValue, Lead, Note, Task } from '../model.ts';

/** Numbers of the kinds in the old API, which the bodies of webhooks still speak. */
export const elementTypes = { contacts: 1, leads: 2, companies: 3 } as const;
const noteTypeNumbers: Readonly<Record<string, number>> = {
  common: 4,
  call_in: 10,
  call_out: 11,
  service_message: 25,
  extended_service_message: 25,
  sms_in: 102,
  sms_out: 103,
};

/** Which keys and settings a kind of card has in webhooks. */
export const hookNames = {
  leads: { key: 'leads', suffix: 'lead' },
  contacts: { key: 'contacts', suffix: 'contact' },
  companies: { key: 'contacts', suffix: 'company' },
} as const;

/** A card in the old v2 shape. @source body seen in the wild; amocrm-api-php#195 */
export function hookCard(account: Account, entity: EntityName, card: Card, modifiedBy: number): JsonObject {
  const common: JsonObject = {
    id: card.id,
    name: card.name,
    responsible_user_id: card.responsibleUserId,
    last_modified: card.updatedAt,
    modified_user_id: modifiedBy,
    created_user_id: card.createdBy,
    date_create: card.createdAt,
    ...(card.tagIds.length > 0 ? { tags: tagsOf(account, card) } : {}),
    account_id: accountProfile.id,
    ...(card.fields.length > 0 ? { custom_fields: customFieldsOf(account, entity, card) } : {}),
    created_at: card.createdAt,
    updated_at: card.updatedAt,
  };
  if (entity !== 'leads') {
    const names = entity === 'contacts' ? namesOf(card as Contact) : {};
    return { ...common, ...names, type: entity === 'contacts' ? 'contact' : 'company' };
  }
  const lead = card as Lead;
  return {
    ...common,
    status_id: lead.statusId,
    pipeline_id: lead.pipelineId,
    price: lead.price,
    ...(lead.closedAt === null ? {} : { date_close: lead.closedAt, closed_at: lead.closedAt }),
    ...(lead.lossReasonId === null ? {} : { loss_reason_id: lead.lossReasonId }),
  };
}

export function hookNote(note: Note, modifiedBy: number): JsonObject {
  const text = note.params['text'];
  return {
    note: {
      id: note.id,
      note_type: noteTypeNumbers[note.noteType] ?? 4,
      element_type: elementTypes[note.entity],
      element_id: note.entityId,
      text: typeof text === 'string' ? text : JSON.stringify(note.params),
      created_by: note.createdBy,
      modified_by: modifiedBy,
      date_create: note.createdAt,
      timestamp_x: note.updatedAt,
      account_id: accountProfile.id,
    },
  };
}

export function hookTask(task: Task): JsonObject {
  return {
    id: task.id,
    element_id: task.entityId ?? 0,
    element_type: task.entity ? elementTypes[task.entity] : 0,
    task_type: task.taskTypeId,
    text: task.text,
    status: task.isCompleted ? 1 : 0,
    account_id: accountProfile.id,
    created_user_id: task.createdBy,
    responsible_user_id: task.responsibleUserId,
    date_create: task.createdAt,
    last_modified: task.updatedAt,
    complete_till: task.completeTill,
  };
}

function namesOf(contact: Contact): JsonObject {
  return { first_name: contact.firstName, last_name: contact.lastName };
}

function tagsOf(account: Account, card: Card): Json[] {
  return card.tagIds.flatMap((id) => {
    const tag = account.tags.get(id);
    return tag ? [{ id: tag.id, name: tag.name }] : [];
  });
}

function customFieldsOf(account: Account, entity: EntityName, card: Card): Json[] {
  return fieldsOf(account, entity).flatMap((field) => {
    const held = card.fields.find((row) => row.fieldId === field.id);
    if (!held) return [];
    const value = ({ value: raw, enumId }: FieldValue): JsonObject => ({
      value: raw,
      ...(enumId === null ? {} : { enum: enumId }),
    });
    return [
      { id: field.id, name: field.name, values: held.values.map(value), ...(field.code ? { code: field.code } : {}) },
    ];
  });
}
