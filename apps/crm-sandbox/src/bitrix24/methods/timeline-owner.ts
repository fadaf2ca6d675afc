import { entityKinds } from '../fields/entity-kinds.ts';
import type { EntityKind, EntityKindName } from '../fields/entity-kinds.ts';
import type { Entity } from '../model.ts';
import type { Portal } from '../portal.ts';
import { RestError } from '../rest-error.ts';

/** A card that comments and to-dos hang on. */
export interface TimelineOwner {
  readonly kind: EntityKind;
  readonly entity: Entity;
}

/** @throws RestError `OWNER_NOT_FOUND` */
export function timelineOwner(portal: Portal, kind: EntityKind | undefined, id: number): TimelineOwner {
  const entity = kind && portal.entities[kind.name].get(id);
  if (!kind || !entity) throw new RestError(400, 'OWNER_NOT_FOUND', 'Owner of the item not found');
  return { kind, entity };
}

/** Kind by the lower-case name timelines use. */
export function kindByName(name: string): EntityKind | undefined {
  return Object.hasOwn(entityKinds, name) ? entityKinds[name as EntityKindName] : undefined;
}
