import type { EntityManager } from '@mikro-orm/postgresql';
import type { Overview } from '@voronka/contracts';
import { firstRow, rows } from '../stores/sql.ts';
import { dialogueStatusSql, hasBegunSql, leadCreatedSinceSql } from './dialogue-status.sql.ts';
import { startOfToday } from './values.ts';

/** The numbers of the first page; each is the length of a list that can be opened. */
export async function readOverview(em: EntityManager, workspaceId: string): Promise<Omit<Overview, 'demo'>> {
  const today = startOfToday();
  const counted = await firstRow<Record<string, string>>(
    em,
    `select count(*) filter (where status <> 'completed') as open,
            count(*) filter (where status = 'needsManager') as needs_manager,
            count(*) filter (where status = 'delayed') as delayed,
            count(*) filter (where begun_today) as begun_today,
            count(*) filter (where lead_today) as leads_today,
            (select count(*) from incidents where workspace_id = ? and state = 'open') as incidents,
            (select count(*) from held_messages where workspace_id = ? and state = 'held') as held
     from (select ${dialogueStatusSql} as status, d.created_at >= ? as begun_today, ${leadCreatedSinceSql} as lead_today
           from dialogues d where d.workspace_id = ? and ${hasBegunSql}) counted`,
    [workspaceId, workspaceId, today, today, workspaceId],
  );
  const number = (name: string): number => Number(counted?.[name] ?? 0);
  return {
    openDialogues: number('open'),
    needsManager: number('needs_manager'),
    incidents: number('incidents'),
    delayed: number('delayed'),
    held: number('held'),
    leadsToday: number('leads_today'),
    dialoguesToday: number('begun_today'),
    integrations: await rows(
      em,
      'select id, name, kind, enabled from integrations where workspace_id = ? order by created_at, id',
      [workspaceId],
    ),
  };
}
