import type { EntityManager } from '@mikro-orm/postgresql';
import type { IncidentAction, WakeUpSignalName } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import type { Actor } from './audit-log.ts';
import { lockDialogue } from './dialogue-lock.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import { firstRow, notifyLive, rows } from './sql.ts';
import { releaseFields } from './stopped-fields.ts';

/** A person's decision about one incident. */
export interface IncidentDeed {
  incidentId: string;
  workspaceId: string;
  action: IncidentAction;
  userId: string;
  actor: Actor;
  correlationId: string;
}

/** What came of it. */
export interface SettledIncident {
  dialogueId: string;
  /** The inbox row that tells the dialogue. */
  seq: number | null;
  kind: Extract<WakeUpSignalName, 'incidentRetried' | 'incidentSkipped' | 'incidentHandedOver'>;
  /** All that are settled by it: a dialogue that is handed over owes nothing any more. */
  incidentIds: string[];
}

const kinds = {
  retry: 'incidentRetried',
  skip: 'incidentSkipped',
  handOver: 'incidentHandedOver',
} as const satisfies Record<IncidentAction, WakeUpSignalName>;

/** Settles incidents, each once, in a transaction of its own together with the row that the dialogue reads. */
export class IncidentStore {
  constructor(private readonly database: Database) {}

  /** @returns null when the incident is not open: a second press changes nothing */
  async settle(deed: IncidentDeed): Promise<SettledIncident | null> {
    return this.database.em.fork().transactional(async (em) => {
      const found = await firstRow<{ dialogue_id: string }>(
        em,
        `select dialogue_id from incidents where id = ? and workspace_id = ? and state = 'open'`,
        [deed.incidentId, deed.workspaceId],
      );
      if (!found) return null;
      const dialogue = await lockDialogue(em, found.dialogue_id);
      const incident = await close(em, deed);
      if (!incident) return null;
      const others = deed.action === 'handOver' ? await closeOthers(em, deed, dialogue.id) : [];
      const kind = kinds[deed.action];
      if (deed.action === 'retry' && incident.code === 'Crm.BackAndForth') await releaseFields(em, dialogue);
      const seq = await appendInboxRow(em, dialogue, {
        updateId: `${deed.action}:${deed.incidentId}`,
        kind,
        payload: { incidentId: deed.incidentId, nodeId: incident.node_id, byUserId: deed.userId },
        correlationId: deed.correlationId,
      });
      await callOrRelease(em, dialogue, deed.action);
      await appendAudit(em, {
        ...deed,
        action: `incident.${deed.action}`,
        target: `incident:${deed.incidentId}`,
        detail: { dialogueId: dialogue.id, code: incident.code },
      });
      await notifyLive(em, { workspaceId: deed.workspaceId, dialogueId: dialogue.id, also: 'incident' });
      return { dialogueId: dialogue.id, seq, kind, incidentIds: [deed.incidentId, ...others] };
    });
  }

  /** Ids of the open incidents with a code, the oldest first, and how many there are. */
  async openOfCode(workspaceId: string, code: string, limit: number): Promise<{ ids: string[]; total: number }> {
    const em = this.database.em.fork();
    const found = await rows<{ id: string; total: string }>(
      em,
      `select id, count(*) over () as total from incidents where workspace_id = ? and state = 'open' and code = ?
       order by created_at, id limit ?`,
      [workspaceId, code, limit],
    );
    return { ids: found.map(({ id }) => id), total: Number(found[0]?.total ?? 0) };
  }
}

async function close(em: EntityManager, deed: IncidentDeed): Promise<{ node_id: string; code: string } | null> {
  return firstRow(
    em,
    `update incidents set state = 'resolved', resolved_at = now(), resolved_by = ?
     where id = ? and state = 'open' returning node_id, code`,
    [deed.userId, deed.incidentId],
  );
}

async function closeOthers(em: EntityManager, deed: IncidentDeed, dialogueId: string): Promise<string[]> {
  const closed = await rows<{ id: string }>(
    em,
    `update incidents set state = 'resolved', resolved_at = now(), resolved_by = ?
     where dialogue_id = ? and state = 'open' returning id`,
    [deed.userId, dialogueId],
  );
  return closed.map(({ id }) => id);
}

/** Handed over: a manager is wanted at once. Else nobody is any more, unless something else waits for one. */
async function callOrRelease(em: EntityManager, dialogue: LockedDialogue, action: IncidentAction): Promise<void> {
  if (action === 'handOver') {
    await em.execute(`update dialogues set needs_manager = (owner = 'assistant') where id = ?`, [dialogue.id]);
    return;
  }
  if (dialogue.state.handOff) return;
  await em.execute(
    `update dialogues d set needs_manager = false
     where id = ? and not exists (select 1 from incidents i where i.dialogue_id = d.id and i.state = 'open')`,
    [dialogue.id],
  );
}
