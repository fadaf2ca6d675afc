import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { CrmCardKind } from '@voronka/contracts';
import type { DialogueState, Locale, Owner, TimerKind } from '@voronka/domain';
import { liveColumns, liveJoins } from './live-settings.ts';
import type { LiveRow } from './live-settings.ts';
import { firstRow } from './sql.ts';

/** The columns of a locked dialogue row that the write stores need, with its channel's brakes. */
export interface LockedDialogue extends LiveRow {
  id: string;
  workspace_id: string;
  channel_id: string;
  channel_kind: string;
  integration_id: string | null;
  bundle_hash: string;
  state: DialogueState;
  turn: number;
  next_seq: number;
  last_seq: number;
  next_position: number;
  owner: Owner;
  epoch: number;
  manager_id: string | null;
  episode: number;
  contact_id: string | null;
  lead_id: string | null;
  card_kind: CrmCardKind;
  lead_state: 'none' | 'open' | 'won' | 'lost';
  stage_key: string | null;
  history_attached: boolean;
  locale: Locale;
  next_wake_at: Date | null;
  next_wake_timer: TimerKind | null;
  next_wake_key: string | null;
}

/**
 * Locks the dialogue's row until the transaction ends. Everything that happens in a dialogue is ordered by this lock.
 *
 * @throws VoronkaError `Dialogue.Unknown`
 */
export async function lockDialogue(em: EntityManager, dialogueId: string): Promise<LockedDialogue> {
  const row = await firstRow<LockedDialogue>(
    em,
    `select d.*, c.kind as channel_kind, c.integration_id, ${liveColumns}
     from dialogues d join channels c on c.id = d.channel_id ${liveJoins}
     where d.id = ? for update of d`,
    [dialogueId],
  );
  if (!row) throw new VoronkaError('Dialogue.Unknown', 'no dialogue with this id');
  // bigint columns come as text from the driver
  return { ...row, next_seq: Number(row.next_seq), last_seq: Number(row.last_seq) };
}
