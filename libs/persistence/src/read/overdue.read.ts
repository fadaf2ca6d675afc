import type { EntityManager } from '@mikro-orm/postgresql';
import type { AttentionList, AttentionReason } from '@voronka/contracts';
import { rows } from '../stores/sql.ts';
import { answerLateSql, escalatedSql, undecidedSql, wakeUpLateSql } from './overdue.sql.ts';
import { iso } from './values.ts';

const listedAtMost = 200;

interface OverdueColumns extends Record<AttentionReason, boolean> {
  id: string;
  number: number;
  client_name: string | null;
  channel_id: string;
  channel_name: string;
  manager_id: string | null;
  manager_name: string | null;
  escalation_level: number;
  since: string;
  total: string;
}

const reasons: readonly AttentionReason[] = ['answerLate', 'escalated', 'undecided', 'wakeUpLate'];

/** Dialogues that have waited too long, the longest first. */
export async function listOverdue(em: EntityManager, workspaceId: string): Promise<AttentionList> {
  const found = await rows<OverdueColumns>(
    em,
    `select late.*, count(*) over () as total from (
       select d.id, d.number, d.client_name, d.channel_id, c.name as channel_name, d.manager_id, u.name as manager_name,
              d.escalation_level, ${wakeUpLateSql} is true as "wakeUpLate", ${undecidedSql} as undecided,
              ${answerLateSql} is true as "answerLate", ${escalatedSql} as escalated,
              coalesce(least(case when ${wakeUpLateSql} then d.next_wake_at end,
                             case when ${answerLateSql} then d.answer_deadline_at end,
                             case when ${undecidedSql} then (select received_at from inbox i
                                                             where i.dialogue_id = d.id and i.seq = d.last_seq + 1) end),
                       d.updated_at) as since
       from dialogues d join channels c on c.id = d.channel_id left join users u on u.id = d.manager_id
       where d.workspace_id = ?
         and (${wakeUpLateSql} or ${undecidedSql} or ${answerLateSql} or ${escalatedSql})) late
     order by since, id limit ${listedAtMost}`,
    [workspaceId],
  );
  return {
    total: Number(found[0]?.total ?? 0),
    dialogues: found.map((row) => ({
      dialogueId: row.id,
      number: row.number,
      clientName: row.client_name,
      channel: { id: row.channel_id, name: row.channel_name },
      manager: row.manager_id === null ? null : { id: row.manager_id, name: row.manager_name ?? '' },
      reasons: reasons.filter((reason) => row[reason]),
      since: iso(row.since),
      escalationLevel: row.escalation_level,
    })),
  };
}
