import type { EntityManager } from '@mikro-orm/postgresql';
import { firstRow } from '../stores/sql.ts';
import { answerLateSql, escalatedSql, undecidedSql, wakeUpLateSql } from './overdue.sql.ts';

/** What an operator watches; ages in seconds, 0 when nothing waits. */
export interface OperationNumbers {
  /** Age of the oldest inbox row that no decision has read. */
  inboxAgeSeconds: number;
  undoneRows: number;
  /** Age of the oldest message on its way to a channel. */
  outboxAgeSeconds: number;
  outboxRows: number;
  openIncidents: number;
  heldMessages: number;
  /** CRM steps that are decided and not finished. */
  crmQueue: number;
  delayedDialogues: number;
  /** Keys that a vendor has asked to leave alone for now. */
  blockedLimiters: number;
  /** Dialogues whose own wake-up did not come in time. */
  lateWakeUps: number;
  /** Dialogues of which something has not been decided in time. */
  undecidedDialogues: number;
  /** Dialogues that a manager has not answered in time, or for which others were called. */
  lateAnswers: number;
}

const crmKinds = `('findOrCreateContact', 'createLead', 'moveStage', 'addTags', 'addNote', 'attachHistory', 'assignResponsible')`;

/** Reads them over all workspaces, each by an index over what is unfinished. */
export async function readOperationNumbers(em: EntityManager): Promise<OperationNumbers> {
  const row = await firstRow<Record<string, string | null>>(
    em,
    `select
       (select extract(epoch from now() - min(i.received_at)) from inbox i
          join dialogues d on d.id = i.dialogue_id and d.next_seq > d.last_seq + 1 and i.seq > d.last_seq) as inbox_age,
       (select sum(next_seq - 1 - last_seq) from dialogues where next_seq > last_seq + 1) as undone,
       (select extract(epoch from now() - min(created_at)) from outbox where status in ('planned', 'claimed')) as outbox_age,
       (select count(*) from outbox where status in ('planned', 'claimed')) as outbox_rows,
       (select count(*) from incidents where state = 'open') as incidents,
       (select count(*) from held_messages where state = 'held') as held,
       (select count(*) from steps where finished_at is null and kind in ${crmKinds}) as crm_queue,
       (select count(*) from dialogues where delayed_since is not null) as delayed,
       (select count(*) from limiter_buckets where blocked_until > now()) as blocked,
       (select count(*) from dialogues d where ${wakeUpLateSql}) as late_wake_ups,
       (select count(*) from dialogues d where ${undecidedSql}) as undecided,
       (select count(*) from dialogues d where ${answerLateSql} or ${escalatedSql}) as late_answers`,
  );
  const number = (name: string): number => Number(row?.[name] ?? 0);
  return {
    inboxAgeSeconds: number('inbox_age'),
    undoneRows: number('undone'),
    outboxAgeSeconds: number('outbox_age'),
    outboxRows: number('outbox_rows'),
    openIncidents: number('incidents'),
    heldMessages: number('held'),
    crmQueue: number('crm_queue'),
    delayedDialogues: number('delayed'),
    blockedLimiters: number('blocked'),
    lateWakeUps: number('late_wake_ups'),
    undecidedDialogues: number('undecided'),
    lateAnswers: number('late_answers'),
  };
}

/** Whether the database answers. */
export async function pingDatabase(em: EntityManager): Promise<void> {
  await em.execute('select 1');
}
