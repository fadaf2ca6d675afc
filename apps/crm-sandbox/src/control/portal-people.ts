import type { WebhookRights } from '../bitrix24/auth/webhook-rights.ts';
import { entityKinds } from '../bitrix24/fields/entity-kinds.ts';
import type { EntityKindName } from '../bitrix24/fields/entity-kinds.ts';
import type { Portal } from '../bitrix24/portal.ts';
import type { JsonObject } from '../http/json.ts';
import { listOf, positiveInteger, scalarText } from '../http/json.ts';
import { ControlError } from './control-input.ts';

/** `{shiftMs}`: how far the vendors' clocks are ahead; below zero: behind. @throws ControlError */
export function clockShift(body: JsonObject): number {
  const shift = body['shiftMs'];
  if (typeof shift !== 'number' || !Number.isFinite(shift)) throw new ControlError('shiftMs must be a number');
  return shift;
}

/** `{scopes?, closed?}`: what people tick for the incoming webhook, and kinds of cards that its user may not see. */
export function setRights(body: JsonObject, rights: WebhookRights): JsonObject {
  const texts = (name: string): string[] => listOf(body[name]).map((value) => scalarText(value) ?? '');
  if (body['scopes'] !== undefined) rights.scopes = texts('scopes');
  if (body['closed'] !== undefined) {
    const closed = texts('closed');
    const unknown = closed.find((name) => !Object.hasOwn(entityKinds, name));
    if (unknown !== undefined)
      throw new ControlError(`closed must name some of ${Object.keys(entityKinds).join(', ')}`);
    rights.closed = closed as EntityKindName[];
  }
  return { scopes: [...rights.scopes], closed: [...rights.closed] };
}

/** `{leads}`: the classic mode with leads, or the simple one without. @throws ControlError */
export function setMode(body: JsonObject, portal: Portal): JsonObject {
  const { leads } = body;
  if (typeof leads !== 'boolean') throw new ControlError('leads must be true or false');
  portal.store.transaction(() => portal.settings.put({ id: 1, leads }));
  return { leads };
}

/** `{id, admin?, active?}`: what an administrator changes of a person. @throws ControlError when there is nobody */
export function setUser(body: JsonObject, portal: Portal): JsonObject {
  const user = portal.users.get(positiveInteger(body['id']) ?? 0);
  if (!user) throw new ControlError('id names no user of the portal');
  const flag = (name: 'admin' | 'active'): boolean => {
    const value = body[name];
    return typeof value === 'boolean' ? value : user[name];
  };
  const changed = { ...user, admin: flag('admin'), active: flag('active') };
  portal.store.transaction(() => portal.users.put(changed));
  return { id: changed.id, admin: changed.admin, active: changed.active };
}
