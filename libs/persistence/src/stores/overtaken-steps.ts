import type { EntityManager } from '@mikro-orm/postgresql';
import type { CardField } from '@voronka/domain';
import type { LockedDialogue } from './dialogue-lock.ts';

/** Steps whose wish a change in the CRM overtakes. */
const overtakes: Partial<Record<CardField, string>> = { stage: 'moveStage', responsible: 'assignResponsible' };

/**
 * Drops queued steps of fields that people have changed in the CRM meanwhile; the timeline says why. An attempt of theirs
 * finds the outcome stored and does nothing.
 *
 * @param dialogue locked
 */
export async function cancelOvertaken(
  em: EntityManager,
  dialogue: LockedDialogue,
  fields: readonly CardField[],
): Promise<void> {
  for (const kind of fields.flatMap((field) => overtakes[field] ?? [])) {
    await em.execute(
      `update steps set status = 'cancelled', detail = '{"reason": "Step.ChangedInCrm"}', finished_at = now(),
         delayed_since = null
       where dialogue_id = ? and kind = ? and finished_at is null`,
      [dialogue.id, kind],
    );
  }
  if (fields.length > 0) {
    await em.execute(
      'update dialogues set delayed_since = (select min(delayed_since) from steps where dialogue_id = ?) where id = ?',
      [dialogue.id, dialogue.id],
    );
  }
}
