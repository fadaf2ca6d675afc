import type { EntityManager } from '@mikro-orm/postgresql';
import type { CardReading, WakeTarget, WakeUpSignalName } from '@voronka/contracts';
import { cardVersion } from '@voronka/domain';
import type { CardNews, CrmPerson } from '@voronka/domain';
import { giveTo } from './assignment-rows.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import type { InboxPayload } from './inbox-rows.ts';
import { firstRow } from './sql.ts';
import { stopIfBackAndForth } from './stopped-fields.ts';

/** Where news of a card go. */
interface NewsPlace {
  em: EntityManager;
  /** Locked. */
  dialogue: LockedDialogue;
  reading: CardReading;
  correlationId: string;
}

function personOf({ people }: CardReading, id: string | null | undefined): CrmPerson | null {
  return id === null || id === undefined ? null : { id, name: people.get(id) ?? null };
}

async function append<K extends WakeUpSignalName>(
  { em, dialogue, correlationId }: NewsPlace,
  kind: K,
  payload: InboxPayload<K>,
): Promise<WakeTarget | null> {
  // Which change it is has been decided by comparing, under the dialogue's lock: the place makes the id unique.
  const updateId = `crm:${dialogue.id}:${dialogue.next_seq}`;
  const seq = await appendInboxRow(em, dialogue, { updateId, kind, payload, correlationId });
  return seq === null ? null : { dialogueId: dialogue.id, workspaceId: dialogue.workspace_id, kind, seq };
}

/** Remembers what was told, so that the same is not told again before it is decided. */
async function remember({ em, dialogue }: NewsPlace, columns: Record<string, string | boolean | null>): Promise<void> {
  const names = Object.keys(columns);
  await em.execute(`update dialogues set ${names.map((name) => `${name} = ?`).join(', ')} where id = ?`, [
    ...Object.values(columns),
    dialogue.id,
  ]);
}

async function managerOf({ em, dialogue }: NewsPlace, crmUserId: string | null): Promise<string | null> {
  if (crmUserId === null) return null;
  const link = await firstRow<{ user_id: string }>(
    em,
    `select l.user_id from manager_links l join users u on u.id = l.user_id and not u.disabled
     where l.integration_id = ? and l.crm_user_id = ? order by u.created_at limit 1`,
    [dialogue.integration_id, crmUserId],
  );
  return link?.user_id ?? null;
}

/** The CRM has another responsible: ours, if the CRM's user is one of our managers. Who leads the dialogue stays as it is. */
async function tellResponsible(place: NewsPlace, responsibleId: string | null, version: string) {
  const { em, dialogue, reading } = place;
  const managerId = await managerOf(place, responsibleId);
  await remember(place, { responsible_crm_user_id: responsibleId, card_responsible_id: responsibleId });
  if (managerId !== null && managerId !== dialogue.manager_id) {
    await giveTo(em, dialogue, managerId);
    dialogue.manager_id = managerId;
  }
  const told = await append(place, 'responsibleChanged', {
    source: 'crm',
    managerId,
    reason: null,
    byUserId: null,
    version,
    crmUser: personOf(reading, reading.card?.updatedBy),
    crmResponsible: personOf(reading, responsibleId),
  });
  await stopIfBackAndForth(em, dialogue, 'responsible');
  return told;
}

/** Writes one piece of news into the dialogue's inbox. @returns whom to wake */
export async function tellNews(place: NewsPlace, news: CardNews): Promise<WakeTarget | null> {
  const { em, dialogue, reading } = place;
  const { card } = reading;
  const version = cardVersion(card?.updatedAt ?? new Date().toISOString(), dialogue.next_seq);
  const crmUser = personOf(reading, card?.stageChangedBy ?? card?.updatedBy);
  const changed = { contactId: null, statusId: null, version, crmUser };
  switch (news.kind) {
    case 'moved': {
      await remember(place, { card_outside: null, card_gone: false });
      const { stageKey, previous } = news;
      const payload = { source: 'crm', stageKey, previous, version, byUserId: null, crmUser } as const;
      const told = await append(place, 'cardMoved', payload);
      await stopIfBackAndForth(em, dialogue, 'stage');
      return told;
    }
    case 'outside':
      await remember(place, { card_outside: news.statusId, card_gone: false });
      return append(place, 'cardChanged', {
        ...changed,
        change: 'outside',
        lead: news.lead,
        statusId: news.statusId,
      });
    case 'deleted':
      await remember(place, { card_gone: true });
      return append(place, 'cardChanged', { ...changed, change: 'deleted', lead: 'lost', version: null });
    case 'responsible':
      return tellResponsible(place, news.responsibleId, version);
    case 'contact': {
      await remember(place, { contact_id: news.contactId });
      const lead = dialogue.lead_state === 'none' ? 'open' : dialogue.lead_state;
      return append(place, 'cardChanged', { ...changed, change: 'contact', lead, contactId: news.contactId });
    }
  }
}
