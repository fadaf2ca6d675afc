import type { EntityManager } from '@mikro-orm/postgresql';
import { rows } from '../stores/sql.ts';

/** The numbers by which people know dialogues, by id; ids that are no dialogue's are left out. */
export async function readDialogueNumbers(
  em: EntityManager,
  dialogueIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (dialogueIds.length === 0) return new Map();
  const places = dialogueIds.map(() => '?').join(', ');
  const found = await rows<{ id: string; number: number }>(
    em,
    `select id, number from dialogues where id::text in (${places})`,
    [...dialogueIds],
  );
  return new Map(found.map(({ id, number }) => [id, number]));
}
