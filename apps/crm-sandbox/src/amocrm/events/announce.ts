import type { JsonObject } from '../../http/json.ts';
import { fieldsOf } from '../account.ts';
import type { Account } from '../account.ts';
import type { Card, EntityName, Lead } from '../model.ts';
import { recordEvent } from './actor.ts';
import type { Actor } from './actor.ts';
import { hookCard, hookNames } from './hook-items.ts';

/** `lead_added`: events name the kind in the singular. */
const eventPrefix = { leads: 'lead', contacts: 'contact', companies: 'company' } as const;

export function announceAdded(account: Account, entity: EntityName, card: Card, actor: Actor): void {
  recordEvent(account, actor, `${eventPrefix[entity]}_added`, entity, card.id);
  pushHook(account, entity, card, actor, 'add');
}

export function announceDeleted(account: Account, entity: EntityName, card: Card, actor: Actor): void {
  recordEvent(account, actor, `${eventPrefix[entity]}_deleted`, entity, card.id);
  pushHook(account, entity, card, actor, 'delete');
}

export function announceRestored(account: Account, entity: EntityName, card: Card, actor: Actor): void {
  recordEvent(account, actor, `${eventPrefix[entity]}_restored`, entity, card.id);
  pushHook(account, entity, card, actor, 'restore');
}

/** Announces what differs between two states of a card. */
export function announceChange(account: Account, entity: EntityName, before: Card, after: Card, actor: Actor): void {
  if (entity === 'leads') announceLeadChange(account, before as Lead, after as Lead, actor);
  if (before.responsibleUserId !== after.responsibleUserId) {
    const user = (id: number): JsonObject => ({ responsible_user: { id } });
    const values = [[user(after.responsibleUserId)], [user(before.responsibleUserId)]] as const;
    recordEvent(account, actor, 'entity_responsible_changed', entity, after.id, ...values);
    pushHook(account, entity, after, actor, 'responsible', { old_responsible_user_id: before.responsibleUserId });
  }
  if (before.name !== after.name) {
    const name = (value: string): JsonObject => ({ name_field_value: { name: value } });
    recordEvent(account, actor, 'name_field_changed', entity, after.id, [name(after.name)], [name(before.name)]);
  }
  announceTags(account, entity, before, after, actor);
  announceFields(account, entity, before, after, actor);
  pushHook(account, entity, after, actor, 'update');
}

function announceLeadChange(account: Account, before: Lead, after: Lead, actor: Actor): void {
  if (before.statusId !== after.statusId || before.pipelineId !== after.pipelineId) {
    const status = (lead: Lead): JsonObject => ({ lead_status: { id: lead.statusId, pipeline_id: lead.pipelineId } });
    recordEvent(account, actor, 'lead_status_changed', 'leads', after.id, [status(after)], [status(before)]);
    pushHook(account, 'leads', after, actor, 'status', {
      old_status_id: before.statusId,
      old_pipeline_id: before.pipelineId,
    });
  }
  if (before.price !== after.price) {
    const sale = (value: number): JsonObject => ({ sale_field_value: { sale: value } });
    recordEvent(account, actor, 'sale_field_changed', 'leads', after.id, [sale(after.price)], [sale(before.price)]);
  }
}

function announceTags(account: Account, entity: EntityName, before: Card, after: Card, actor: Actor): void {
  const value = (id: number): JsonObject => ({ tag: { id, name: account.tags.get(id)?.name ?? '' } });
  for (const id of after.tagIds.filter((tagId) => !before.tagIds.includes(tagId)))
    recordEvent(account, actor, 'entity_tag_added', entity, after.id, [value(id)]);
  for (const id of before.tagIds.filter((tagId) => !after.tagIds.includes(tagId)))
    recordEvent(account, actor, 'entity_tag_deleted', entity, after.id, [], [value(id)]);
}

function announceFields(account: Account, entity: EntityName, before: Card, after: Card, actor: Actor): void {
  for (const field of fieldsOf(account, entity)) {
    const valuesOf = (card: Card): JsonObject[] =>
      (card.fields.find((row) => row.fieldId === field.id)?.values ?? []).map(({ value, enumId }) => ({
        custom_field_value: {
          field_id: field.id,
          field_type: field.type,
          enum_id: enumId,
          text: typeof value === 'string' ? value : JSON.stringify(value),
        },
      }));
    const [was, is] = [valuesOf(before), valuesOf(after)];
    if (JSON.stringify(was) !== JSON.stringify(is))
      recordEvent(account, actor, `custom_field_${field.id}_value_changed`, entity, after.id, is, was);
  }
}

function pushHook(
  account: Account,
  entity: EntityName,
  card: Card,
  actor: Actor,
  action: string,
  more: JsonObject = {},
): void {
  const { key, suffix } = hookNames[entity];
  actor.hooks.push({
    setting: `${action}_${suffix}`,
    keys: [key, action],
    entityId: card.id,
    item: { ...hookCard(account, entity, card, actor.userId), ...more },
  });
}
