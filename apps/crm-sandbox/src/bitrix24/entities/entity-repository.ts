import type { EntityKind } from '../fields/entity-kinds.ts';
import type { ContactLink, Entity, UserFieldRow, UserFieldValue } from '../model.ts';
import { userFieldsOf } from '../portal.ts';
import type { Portal } from '../portal.ts';
import { portalTime } from '../portal-time.ts';
import { InvalidFieldError } from '../rest-error.ts';
import type { Actor, EntityChange } from './entity-change.ts';
import { applyMultifields } from './multifield-rules.ts';
import { recordStageMove, resolveStage } from './stage-rules.ts';

/** Creates a card with the portal's defaults, its first row of stage history and an `…ADD` event. */
export function addEntity(portal: Portal, kind: EntityKind, change: EntityChange, actor: Actor): Entity {
  const nowMs = portal.now();
  const now = portalTime(nowMs);
  const user = String(actor.userId);
  const initial = Object.fromEntries(
    kind.fields.filter((spec) => !spec.multiple).map((spec) => [spec.name, spec.initial] as const),
  );
  const contacts = kind.linksContacts ? linksTo(portal, change.contactIds ?? []) : [];
  const entity = portal.entities[kind.name].insert((id) => {
    const draft: Entity = {
      id,
      fields: {
        ...initial,
        ASSIGNED_BY_ID: user,
        ...change.fields,
        ID: String(id),
        CREATED_BY_ID: user,
        MODIFY_BY_ID: user,
        DATE_CREATE: now,
        DATE_MODIFY: now,
        LAST_ACTIVITY_BY: user,
        LAST_ACTIVITY_TIME: now,
      },
      userFields: userFieldValues(portal, kind, {}, change.userFields),
      multifields: applyMultifields([], change.multifields, () => portal.counters.nextId()),
      contacts,
      visibleFromMs: nowMs + actor.searchLagMs,
    };
    return derive(kind, resolveStage(portal, kind, withTitle(kind, draft), null, actor.userId));
  });
  assertResponsible(portal, entity);
  recordStageMove(portal, kind, null, entity, actor.userId);
  announce(actor, kind, 'ADD', entity.id);
  return entity;
}

/**
 * Changes a card and announces `…UPDATE`.
 *
 * @param mode `always` stores a new DATE_MODIFY and announces even when no value differs (old methods, links, the
 *   page); `whenChanged` then leaves the card alone (crm.item.update)
 */
export function updateEntity(
  portal: Portal,
  kind: EntityKind,
  current: Entity,
  change: EntityChange,
  actor: Actor,
  mode: 'always' | 'whenChanged',
): Entity {
  const draft: Entity = {
    ...current,
    fields: { ...current.fields, ...change.fields },
    userFields: userFieldValues(portal, kind, current.userFields, change.userFields),
    multifields: applyMultifields(current.multifields, change.multifields, () => portal.counters.nextId()),
    contacts: change.contactIds && kind.linksContacts ? linksTo(portal, change.contactIds) : current.contacts,
  };
  const staged = derive(kind, resolveStage(portal, kind, draft, current, actor.userId));
  assertResponsible(portal, staged);
  if (mode === 'whenChanged' && JSON.stringify(staged) === JSON.stringify(current)) return current;
  const updated: Entity = {
    ...staged,
    fields: { ...staged.fields, DATE_MODIFY: portalTime(portal.now()), MODIFY_BY_ID: String(actor.userId) },
  };
  portal.entities[kind.name].put(updated);
  recordStageMove(portal, kind, current, updated, actor.userId);
  announce(actor, kind, 'UPDATE', updated.id);
  if (current.fields['CATEGORY_ID'] !== updated.fields['CATEGORY_ID']) {
    actor.events.push({
      event: 'ONCRMDEALMOVETOCATEGORY',
      fields: {
        ID: String(updated.id),
        CATEGORY_ID: updated.fields['CATEGORY_ID'] ?? '0',
        STAGE_ID: updated.fields['STAGE_ID'] ?? '',
      },
    });
  }
  return updated;
}

/** Removes a card with its comments, to-dos, stage history and links, and announces `…DELETE`. */
export function deleteEntity(portal: Portal, kind: EntityKind, id: number, actor: Actor): void {
  portal.entities[kind.name].delete(id);
  for (const row of portal.comments.all())
    if (row.entityTypeId === kind.entityTypeId && row.ownerId === id) portal.comments.delete(row.id);
  for (const row of portal.todos.all())
    if (row.ownerTypeId === kind.entityTypeId && row.ownerId === id) portal.todos.delete(row.id);
  for (const row of portal.stageMoves.all())
    if (row.entityTypeId === kind.entityTypeId && row.ownerId === id) portal.stageMoves.delete(row.id);
  if (kind.name === 'contact') unlinkEverywhere(portal, id);
  announce(actor, kind, 'DELETE', id);
}

/** Notes who did something on the card last, without counting as a change of the card. */
export function touchActivity(portal: Portal, kind: EntityKind, entity: Entity, userId: number): void {
  portal.entities[kind.name].put({
    ...entity,
    fields: { ...entity.fields, LAST_ACTIVITY_BY: String(userId), LAST_ACTIVITY_TIME: portalTime(portal.now()) },
  });
}

/** Replaces the linked contacts; the primary one shows as CONTACT_ID. Announces `…UPDATE`. */
export function setContacts(
  portal: Portal,
  kind: EntityKind,
  current: Entity,
  contacts: readonly ContactLink[],
  actor: Actor,
): void {
  updateEntity(portal, kind, { ...current, contacts }, emptyChange, actor, 'always');
}

const emptyChange: EntityChange = { fields: {}, userFields: {}, multifields: [], contactIds: undefined };

function announce(actor: Actor, kind: EntityKind, what: 'ADD' | 'UPDATE' | 'DELETE', id: number): void {
  actor.events.push({ event: `ONCRM${kind.eventPart}${what}`, fields: { ID: String(id) } });
}

function withTitle(kind: EntityKind, entity: Entity): Entity {
  if (kind.name === 'contact' || entity.fields['TITLE']) return entity;
  const title = `${kind.name === 'lead' ? 'Лид' : 'Сделка'} #${entity.id}`;
  return { ...entity, fields: { ...entity.fields, TITLE: title } };
}

/** Sets what follows from other values: flags of phone and e-mail, the primary contact, the returning customer. */
function derive(kind: EntityKind, entity: Entity): Entity {
  const has = (typeId: string): string => (entity.multifields.some((row) => row.typeId === typeId) ? 'Y' : 'N');
  const primary = entity.contacts.find((link) => link.primary) ?? entity.contacts[0];
  const fields = { ...entity.fields };
  if (kind.hasMultifields) Object.assign(fields, { HAS_PHONE: has('PHONE'), HAS_EMAIL: has('EMAIL') });
  if (kind.linksContacts) fields['CONTACT_ID'] = primary ? String(primary.contactId) : null;
  if (kind.name === 'lead' && primary) fields['IS_RETURN_CUSTOMER'] = 'Y';
  return { ...entity, fields };
}

/** Contacts that do not exist are passed over. */
function linksTo(portal: Portal, contactIds: readonly number[]): ContactLink[] {
  return [...new Set(contactIds)]
    .filter((contactId) => portal.entities.contact.get(contactId))
    .map((contactId, index) => ({ contactId, sort: (index + 1) * 10, primary: index === 0 }));
}

function unlinkEverywhere(portal: Portal, contactId: number): void {
  for (const name of ['lead', 'deal'] as const) {
    for (const entity of portal.entities[name].all()) {
      const contacts = entity.contacts.filter((link) => link.contactId !== contactId);
      if (contacts.length === entity.contacts.length) continue;
      const primary = contacts[0] ? String(contacts[0].contactId) : null;
      const relinked = contacts.map((link, index) => ({ ...link, primary: index === 0 }));
      portal.entities[name].put({ ...entity, contacts: relinked, fields: { ...entity.fields, CONTACT_ID: primary } });
    }
  }
}

function assertResponsible(portal: Portal, entity: Entity): void {
  if (!portal.users.get(Number(entity.fields['ASSIGNED_BY_ID']))) throw new InvalidFieldError('Ответственный');
}

function userFieldValues(
  portal: Portal,
  kind: EntityKind,
  current: Entity['userFields'],
  wanted: EntityChange['userFields'],
): Entity['userFields'] {
  const result: Record<string, UserFieldValue> = { ...current };
  for (const row of userFieldsOf(portal, kind)) {
    const texts = wanted[row.fieldName];
    if (!texts) continue;
    const known = texts.filter((text) => text !== '' && isChoice(row, text));
    result[row.fieldName] = row.multiple ? known : (known[0] ?? null);
  }
  return result;
}

/** A list field takes ids of its choices only; anything else is dropped silently. */
function isChoice(row: UserFieldRow, text: string): boolean {
  return row.userTypeId !== 'enumeration' || row.list.some((choice) => String(choice.id) === text);
}
