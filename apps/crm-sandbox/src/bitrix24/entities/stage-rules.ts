import type { EntityKind } from '../fields/entity-kinds.ts';
import type { Entity, StageMoveRow, StatusRow } from '../model.ts';
import { stageDirectory, statusesOf } from '../portal.ts';
import type { Portal } from '../portal.ts';
import { portalTime } from '../portal-time.ts';
import { InvalidFieldError } from '../rest-error.ts';

/**
 * Checks the stage of a card against its directory and sets what follows from it: semantics, who moved it and when,
 * whether it is closed. A new card, or one moved to another funnel without a stage, begins at the first stage.
 *
 * @param previous the card before the change; `null` when it is new
 * @throws InvalidFieldError for a stage that is not in the directory, or a funnel that does not exist
 */
export function resolveStage(
  portal: Portal,
  kind: EntityKind,
  entity: Entity,
  previous: Entity | null,
  userId: number,
): Entity {
  if (!kind.stage) return entity;
  const categoryId = categoryOf(portal, kind, entity);
  const stages = statusesOf(portal, stageDirectory(kind, categoryId));
  const wanted = entity.fields[kind.stage.field];
  const funnelChanged = previous !== null && previous.fields['CATEGORY_ID'] !== entity.fields['CATEGORY_ID'];
  const stageNamed = previous === null ? Boolean(wanted) : wanted !== previous.fields[kind.stage.field];
  const stage = stages.find((row) => row.statusId === wanted);
  const chosen = stage ?? (!stageNamed && (previous === null || funnelChanged) ? stages[0] : undefined);
  if (!chosen) throw new InvalidFieldError('Стадия');
  const fields = {
    ...entity.fields,
    [kind.stage.field]: chosen.statusId,
    [kind.stage.semantics]: semanticsOf(chosen),
  };
  if (previous?.fields[kind.stage.field] === chosen.statusId) return { ...entity, fields };
  return {
    ...entity,
    fields: {
      ...fields,
      MOVED_BY_ID: String(userId),
      MOVED_TIME: portalTime(portal.now()),
      ...closing(portal, kind, chosen, previous),
    },
  };
}

/** Adds a row of stage history when the stage or the funnel differs. */
export function recordStageMove(
  portal: Portal,
  kind: EntityKind,
  previous: Entity | null,
  entity: Entity,
  movedBy: number,
): void {
  if (!kind.stage) return;
  const stageId = entity.fields[kind.stage.field] ?? '';
  const semantics = (entity.fields[kind.stage.semantics] ?? 'P') as StageMoveRow['semantics'];
  const funnelChanged = previous !== null && previous.fields['CATEGORY_ID'] !== entity.fields['CATEGORY_ID'];
  if (previous !== null && !funnelChanged && previous.fields[kind.stage.field] === stageId) return;
  const moveType = semantics === 'P' ? 2 : 3;
  portal.stageMoves.insert((id) => ({
    id,
    entityTypeId: kind.entityTypeId,
    ownerId: entity.id,
    typeId: previous === null ? 1 : funnelChanged ? 5 : moveType,
    createdMs: portal.now(),
    stageId,
    semantics,
    categoryId: kind.name === 'deal' ? Number(entity.fields['CATEGORY_ID'] ?? 0) : null,
    movedBy,
  }));
}

export function semanticsOf(row: StatusRow): 'P' | 'S' | 'F' {
  return row.semantics ?? 'P';
}

function categoryOf(portal: Portal, kind: EntityKind, entity: Entity): number {
  if (kind.name !== 'deal') return 0;
  const number = Number(entity.fields['CATEGORY_ID'] ?? 0);
  if (!portal.categories.find((row) => row.number === number)) throw new InvalidFieldError('Воронка');
  return number;
}

function closing(portal: Portal, kind: EntityKind, stage: StatusRow, previous: Entity | null): Record<string, string> {
  const closed = stage.semantics !== null;
  if (kind.name === 'deal') return { CLOSED: closed ? 'Y' : 'N', IS_NEW: previous === null ? 'Y' : 'N' };
  return { DATE_CLOSED: closed ? portalTime(portal.now()) : '' };
}
