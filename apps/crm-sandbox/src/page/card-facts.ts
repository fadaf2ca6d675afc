import type { EntityKind } from '../bitrix24/fields/entity-kinds.ts';
import type { Entity, PortalUser } from '../bitrix24/model.ts';
import { userFieldsOf } from '../bitrix24/portal.ts';
import type { Portal } from '../bitrix24/portal.ts';
import type { PageVoice } from './texts.ts';

/** `Анна Петрова`; a card without a name says so. */
export function personName(entity: Entity, voice: PageVoice): string {
  const { NAME: name, SECOND_NAME: second, LAST_NAME: last } = entity.fields;
  return [name, second, last].filter(Boolean).join(' ') || voice.say('noName');
}

export function userName(user: PortalUser | undefined): string {
  return user ? `${user.name} ${user.lastName}` : '—';
}

export function responsibleOf(portal: Portal, entity: Entity): PortalUser | undefined {
  return portal.users.get(Number(entity.fields['ASSIGNED_BY_ID']));
}

export function primaryContact(portal: Portal, entity: Entity): Entity | undefined {
  const id = Number(entity.fields['CONTACT_ID'] ?? 0);
  return id > 0 ? portal.entities.contact.get(id) : undefined;
}

/** User fields that hold something: the label and its values, choices by their names. Tags live here. */
export function filledUserFields(
  portal: Portal,
  kind: EntityKind,
  entity: Entity,
): { readonly label: string; readonly values: readonly string[] }[] {
  return userFieldsOf(portal, kind).flatMap((row) => {
    const value = entity.userFields[row.fieldName] ?? null;
    const texts = value === null ? [] : typeof value === 'string' ? [value] : [...value];
    const values = texts.map((text) => row.list.find((choice) => String(choice.id) === text)?.value ?? text);
    return values.length > 0 ? [{ label: row.label, values }] : [];
  });
}
