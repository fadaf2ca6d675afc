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

interface SleepingRow {
  dialogue_id: string;
  workspace_id: string;
  kind: WakeUpSignalName;
  seq: string;
}

function toSleeping(row: SleepingRow): SleepingDialogue {
  return { dialogueId: row.dialogue_id, workspaceId: row.workspace_id, kind: row.kind, seq: Number(row.seq) };
}

/** Finds what a lost wake-up left behind. */
export class SweepStore {
  constructor(private readonly database: Database) {}

  /** Dialogues whose oldest undone row is older than the given time, oldest first. */
  async sleepingDialogues(olderThanMs: number, limit: number): Promise<SleepingDialogue[]> {
    return this.find(
      `select i.dialogue_id, i.workspace_id, i.kind, i.seq
       from dialogues d join inbox i on i.dialogue_id = d.id and i.seq = d.last_seq + 1
       where d.next_seq > d.last_seq + 1 and i.received_at < now() - ? * interval '1 millisecond'
       order by i.received_at limit ?`,
      [olderThanMs, limit],
    );
  }

  /** Dialogues whose own wake-up was due so long ago and did not come, e.g. after a restore, oldest first. */
  async overdueDialogues(olderThanMs: number, limit: number): Promise<SleepingDialogue[]> {
    return this.find(
      `select id as dialogue_id, workspace_id, 'timer' as kind, last_seq as seq
       from dialogues where next_wake_at < now() - ? * interval '1 millisecond' order by next_wake_at limit ?`,
      [olderThanMs, limit],
    );
  }

  /** Dialogues with committed steps that nobody finished for a long time, e.g. after a restore of unequal ages. */
  async stuckDialogues(olderThanMs: number, limit: number): Promise<SleepingDialogue[]> {
    return this.find(
      `select distinct on (s.dialogue_id) s.dialogue_id, s.workspace_id, i.kind, i.seq
       from steps s join decisions x on x.dialogue_id = s.dialogue_id and x.turn = s.turn
       join inbox i on i.dialogue_id = x.dialogue_id and i.seq = x.seq
       where s.finished_at is null and s.created_at < now() - ? * interval '1 millisecond'
       order by s.dialogue_id, s.turn limit ?`,
      [olderThanMs, limit],
    );
  }

  private async find(sql: string, params: unknown[]): Promise<SleepingDialogue[]> {
    const found = await rows<SleepingRow>(this.database.em.fork(), sql, params);
    return found.map(toSleeping);
  }
}
