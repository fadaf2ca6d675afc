import type { EntityManager } from '@mikro-orm/postgresql';
import type { CommandRef, CrmClientData } from '@voronka/contracts';
import type { LockedDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import { firstRow } from './sql.ts';
import { storableValues } from './storable-text.ts';

/**
 * The CRM knew the client: puts a `contactKnown` row into the inbox if the dialogue misses some of that. In the transaction
 * of the step's report; once per command.
 *
 * @param dialogue locked
 */
export async function writeContactKnown(
  em: EntityManager,
  dialogue: LockedDialogue,
  { turn, index }: CommandRef,
  known: CrmClientData,
): Promise<void> {
  const { slots } = dialogue.state;
  const news = (['name', 'phone', 'email'] as const).filter((slot) => known[slot] !== null && !slots[slot]);
  if (news.length === 0) return;
  const { name = null, phone = null, email = null } = storableValues({ ...known });
  const origin = await firstRow<{ correlation_id: string }>(
    em,
    `select i.correlation_id from decisions x join inbox i on i.dialogue_id = x.dialogue_id and i.seq = x.seq
     where x.dialogue_id = ? and x.turn = ?`,
    [dialogue.id, turn],
  );
  await appendInboxRow(em, dialogue, {
    updateId: `contact:${dialogue.id}:${turn}:${index}`,
    kind: 'contactKnown',
    payload: { name, phone, email },
    correlationId: origin?.correlation_id ?? '',
  });
}
