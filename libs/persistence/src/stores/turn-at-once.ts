import { VoronkaError } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import { liveColumns, liveJoins } from './live-settings.ts';
import { mostJoined } from './next-event.ts';
import type { InboxEventRow } from './next-event.ts';
import { preparedRow } from './prepared.ts';

/** All that a usual turn needs, as of one moment. Nobody is kept from changing it. */
export interface ReadDialogue {
  dialogue: LockedDialogue;
  /** Of the dialogue's row; it is another one after any change. */
  version: string;
  /** First turn with commands that are not done; null: all are. */
  unfinishedTurn: number | null;
  /** A step that makes the lead is decided and not done. */
  leadUnderWay: boolean;
  /** Oldest first. */
  undone: InboxEventRow[];
}

type ReadRow = LockedDialogue & {
  version: string;
  unfinished_turn: number | null;
  lead_under_way: boolean;
  undone: InboxEventRow[] | null;
};

const readDialogueForTurn = `
  select d.*, d.xmin::text as version, c.kind as channel_kind, c.integration_id, ${liveColumns},
    (select min(s.turn) from steps s where s.dialogue_id = d.id and s.finished_at is null) as unfinished_turn,
    exists (select from steps s where s.dialogue_id = d.id and s.kind = 'createLead' and s.finished_at is null)
      as lead_under_way,
    (select json_agg(i order by i.seq)
     from (select seq, kind, payload, epoch, correlation_id, received_at from inbox
           where dialogue_id = d.id and seq > d.last_seq order by seq limit ${mostJoined}) i) as undone
  from dialogues d join channels c on c.id = d.channel_id ${liveJoins}
  where d.id = ?`;

/**
 * Reads a dialogue for its next turn without locking it: one statement is one moment.
 *
 * @throws VoronkaError `Dialogue.Unknown`
 */
export async function readForTurn(database: Database, dialogueId: string): Promise<ReadDialogue> {
  const row = await preparedRow<ReadRow>(database, readDialogueForTurn, [dialogueId]);
  if (!row) throw new VoronkaError('Dialogue.Unknown', 'no dialogue with this id');
  const { version, unfinished_turn: unfinishedTurn, lead_under_way: leadUnderWay, undone, ...dialogue } = row;
  return {
    // bigint columns come as text from the driver
    dialogue: { ...dialogue, next_seq: Number(dialogue.next_seq), last_seq: Number(dialogue.last_seq) },
    version,
    unfinishedTurn,
    leadUnderWay,
    undone: undone ?? [],
  };
}
