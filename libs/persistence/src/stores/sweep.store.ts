import type { WakeUpSignalName } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { rows } from './sql.ts';

/** A dialogue that has undone work and may have missed its wake-up. */
export interface SleepingDialogue {
  dialogueId: string;
  workspaceId: string;
  /** Kind and `seq` of the oldest undone inbox row. */
  kind: WakeUpSignalName;
  seq: number;
}

/** Finds what a lost wake-up left behind. */
export class SweepStore {
  constructor(private readonly database: Database) {}

  /** Dialogues whose oldest undone row is older than the given time, oldest first. */
  async sleepingDialogues(olderThanMs: number, limit: number): Promise<SleepingDialogue[]> {
    const found = await rows<{ dialogue_id: string; workspace_id: string; kind: WakeUpSignalName; seq: string }>(
      this.database.em.fork(),
      `select i.dialogue_id, i.workspace_id, i.kind, i.seq
       from dialogues d join inbox i on i.dialogue_id = d.id and i.seq = d.last_seq + 1
       where d.next_seq > d.last_seq + 1 and i.received_at < now() - ? * interval '1 millisecond'
       order by i.received_at limit ?`,
      [olderThanMs, limit],
    );
    return found.map((row) => ({
      dialogueId: row.dialogue_id,
      workspaceId: row.workspace_id,
      kind: row.kind,
      seq: Number(row.seq),
    }));
  }

  /** Dialogues with committed steps that nobody finished for a long time, e.g. after a restore of unequal ages. */
  async stuckDialogues(olderThanMs: number, limit: number): Promise<SleepingDialogue[]> {
    const found = await rows<{ dialogue_id: string; workspace_id: string; kind: WakeUpSignalName; seq: string }>(
      this.database.em.fork(),
      `select distinct on (s.dialogue_id) s.dialogue_id, s.workspace_id, i.kind, i.seq
       from steps s join decisions x on x.dialogue_id = s.dialogue_id and x.turn = s.turn
       join inbox i on i.dialogue_id = x.dialogue_id and i.seq = x.seq
       where s.finished_at is null and s.created_at < now() - ? * interval '1 millisecond'
       order by s.dialogue_id, s.turn limit ?`,
      [olderThanMs, limit],
    );
    return found.map((row) => ({
      dialogueId: row.dialogue_id,
      workspaceId: row.workspace_id,
      kind: row.kind,
      seq: Number(row.seq),
    }));
  }
}
