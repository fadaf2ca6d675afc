import { randomUUID } from 'node:crypto';
import type {
  CardReading,
  CardTaking,
  CardWatchStore,
  ClaimedHint,
  ClaimedRun,
  CrmCard,
  CrmCardKind,
  CrmCardRef,
  HintSource,
  RunOutcome,
  WakeTarget,
} from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { BundleCache } from './bundle-cache.ts';
import { tellNews } from './card-news.ts';
import { cancelOvertaken } from './overtaken-steps.ts';
import { compareWithDialogue, ownersOf } from './known-card.ts';
import type { CardOwnerRow } from './known-card.ts';
import { lockDialogue } from './dialogue-lock.ts';
import { firstRow, notifyLive, rows } from './sql.ts';

interface HintRow {
  integration_id: string;
  card_kind: CrmCardKind;
  card_id: string;
  workspace_id: string;
  source: HintSource;
  lease_token: string;
  attempts: number;
  put_at: Date | string;
}

const nothing: CardTaking = { wake: [], waits: false };

/** Hints at changed cards and the runs of the reconciler, in PostgreSQL. Any number of workers may share them. */
export class PostgresCardWatchStore implements CardWatchStore {
  private readonly bundles = new BundleCache();

  constructor(private readonly database: Database) {}

  async put(hints: readonly { integrationId: string; card: CrmCardRef }[], source: HintSource): Promise<void> {
    if (hints.length === 0) return;
    const cards = hints.map(({ integrationId, card }) => ({ integration_id: integrationId, ...card }));
    await this.database.em.fork().execute(
      `insert into crm_hints as h (integration_id, card_kind, card_id, workspace_id, source)
       select distinct g.id, c.kind, c.card_id, g.workspace_id, ?::text
       from jsonb_to_recordset(?::jsonb) as c(integration_id uuid, kind text, card_id text)
       join integrations g on g.id = c.integration_id
       order by 1, 2, 3
       on conflict (integration_id, card_kind, card_id) do update
         set generation = h.generation + 1, due_at = least(h.due_at, now())`,
      [source, JSON.stringify(cards.map(({ id, ...card }) => ({ ...card, card_id: id })))],
    );
  }

  async claim(limit: number, leaseMs: number): Promise<ClaimedHint[]> {
    const found = await rows<HintRow>(
      this.database.em.fork(),
      `update crm_hints h set lease_token = gen_random_uuid(), lease_generation = h.generation,
         lease_until = now() + ? * interval '1 millisecond'
       from (select x.integration_id, x.card_kind, x.card_id from crm_hints x
             join integrations g on g.id = x.integration_id and g.enabled and g.secret is not null
             where x.due_at <= now() and (x.lease_until is null or x.lease_until < now())
             order by x.due_at limit ? for update of x skip locked) due
       where h.integration_id = due.integration_id and h.card_kind = due.card_kind and h.card_id = due.card_id
       returning h.*`,
      [leaseMs, limit],
    );
    return found.map((row) => ({
      integrationId: row.integration_id,
      workspaceId: row.workspace_id,
      card: { kind: row.card_kind, id: row.card_id },
      source: row.source,
      token: row.lease_token,
      attempts: row.attempts,
      waitingSinceMs: new Date(row.put_at).getTime(),
    }));
  }

  async settle(hint: ClaimedHint): Promise<void> {
    const em = this.database.em.fork();
    await em.execute('delete from crm_hints where lease_token = ? and generation = lease_generation', [hint.token]);
    // Put down again while the card was read: that reading may have missed what it is about.
    await em.execute(
      `update crm_hints set lease_token = null, lease_until = null, attempts = 0, put_at = now(), due_at = now()
       where lease_token = ?`,
      [hint.token],
    );
  }

  async postpone(hint: ClaimedHint, delayMs: number): Promise<void> {
    await this.database.em.fork().execute(
      `update crm_hints set lease_token = null, lease_until = null, attempts = attempts + 1,
         due_at = now() + ? * interval '1 millisecond' where lease_token = ?`,
      [delayMs, hint.token],
    );
  }

  async peopleOf(integrationId: string): Promise<Map<string, string>> {
    const found = await rows<{ crm_user_id: string; name: string }>(
      this.database.em.fork(),
      'select crm_user_id, name from crm_users where integration_id = ?',
      [integrationId],
    );
    return new Map(found.map((row) => [row.crm_user_id, row.name]));
  }

  async rememberPeople(
    integrationId: string,
    people: readonly { id: string; name: string; active: boolean }[],
  ): Promise<void> {
    await this.database.em.fork().execute(
      `insert into crm_users (integration_id, crm_user_id, workspace_id, name, active)
       select g.id, u.id, g.workspace_id, u.name, u.active
       from jsonb_to_recordset(?::jsonb) as u(id text, name text, active boolean), integrations g where g.id = ?
       on conflict (integration_id, crm_user_id) do update
         set name = excluded.name, active = excluded.active, read_at = now()`,
      [JSON.stringify(people), integrationId],
    );
    // Who left the CRM keeps the name under which old news are told.
    await this.database.em.fork().execute(
      `update crm_users set active = false, read_at = now() where integration_id = ? and active
         and crm_user_id not in (select u.id from jsonb_to_recordset(?::jsonb) as u(id text))`,
      [integrationId, JSON.stringify(people)],
    );
  }

  async take(hint: ClaimedHint, reading: CardReading): Promise<CardTaking | null> {
    const em = this.database.em.fork();
    const mine = await firstRow(em, 'select card_id from crm_hints where lease_token = ? and lease_until > now()', [
      hint.token,
    ]);
    if (!mine) return null;
    const owners = await ownersOf(em, hint.integrationId, hint.card);
    if (owners.length === 0) return { wake: [], waits: await this.isBeingMade(hint) };
    const taking: CardTaking = { wake: [], waits: false };
    for (const dialogueId of owners) {
      const { wake, waits } = await this.takeFor(dialogueId, hint, reading);
      taking.wake.push(...wake);
      taking.waits ||= waits;
    }
    return taking;
  }

  private takeFor(dialogueId: string, hint: ClaimedHint, reading: CardReading): Promise<CardTaking> {
    return this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, dialogueId);
      // It may have begun another episode since.
      if (dialogue.lead_id !== hint.card.id || dialogue.integration_id !== hint.integrationId) return nothing;
      const row = dialogue as unknown as CardOwnerRow;
      const verdict = await compareWithDialogue(em, this.bundles, row, reading.card);
      const { responsibleId, backInside } = verdict.learned;
      if (responsibleId !== undefined && responsibleId !== row.card_responsible_id) {
        await em.execute('update dialogues set card_responsible_id = ? where id = ?', [responsibleId, dialogueId]);
      }
      if (backInside) await em.execute('update dialogues set card_outside = null where id = ?', [dialogueId]);
      await cancelOvertaken(em, dialogue, verdict.overtaken);
      const correlationId = `crm:${hint.source}:${hint.card.kind}:${hint.card.id}`;
      const wake: WakeTarget[] = [];
      for (const news of verdict.news) {
        const told = await tellNews({ em, dialogue, reading, correlationId }, news);
        if (told) wake.push(told);
      }
      if (wake.length > 0 || verdict.overtaken.length > 0) {
        await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId });
      }
      return { wake, waits: verdict.waits.length > 0 };
    });
  }

  /** Whether a card that nobody owns may be one whose making is still to be reported. */
  private async isBeingMade({ integrationId }: ClaimedHint): Promise<boolean> {
    const found = await firstRow(
      this.database.em.fork(),
      `select s.dialogue_id from steps s join dialogues d on d.id = s.dialogue_id join channels c on c.id = d.channel_id
       where s.kind = 'createLead' and s.finished_at is null and c.integration_id = ?
         and s.created_at > now() - interval '1 minute' limit 1`,
      [integrationId],
    );
    return found !== null;
  }

  async differing(integrationId: string, cards: readonly CrmCard[]): Promise<CrmCardRef[]> {
    if (cards.length === 0) return [];
    const em = this.database.em.fork();
    const owners = await rows<CardOwnerRow & { lead_id: string; card_kind: CrmCardKind }>(
      em,
      `select d.* from dialogues d join channels c on c.id = d.channel_id
       where c.integration_id = ? and d.card_kind = ?
         and d.lead_id in (select value from jsonb_array_elements_text(?::jsonb))`,
      [integrationId, cards[0]?.kind ?? 'lead', JSON.stringify(cards.map(({ id }) => id))],
    );
    const differing = new Map<string, CrmCardRef>();
    for (const owner of owners) {
      const card = cards.find(({ id }) => id === owner.lead_id);
      if (!card || differing.has(card.id)) continue;
      const { news, waits } = await compareWithDialogue(em, this.bundles, owner, card);
      if (news.length + waits.length > 0) differing.set(card.id, { kind: card.kind, id: card.id });
    }
    return [...differing.values()];
  }

  async owned(integrationId: string, kind: CrmCardKind, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const found = await rows<{ lead_id: string }>(
      this.database.em.fork(),
      `select distinct d.lead_id from dialogues d join channels c on c.id = d.channel_id
       where c.integration_id = ? and d.card_kind = ?
         and d.lead_id in (select value from jsonb_array_elements_text(?::jsonb))`,
      [integrationId, kind, JSON.stringify(ids)],
    );
    return found.map((row) => row.lead_id);
  }

  async claimRun(leaseMs: number): Promise<ClaimedRun | null> {
    const em = this.database.em.fork();
    await em.execute(
      `insert into crm_watches (integration_id, workspace_id)
       select id, workspace_id from integrations g
       where enabled and secret is not null and not exists (select from crm_watches w where w.integration_id = g.id)
       on conflict do nothing`,
    );
    const token = randomUUID();
    const row = await firstRow<{ integration_id: string; workspace_id: string; watermark: string | null }>(
      em,
      `update crm_watches w set lease_token = ?, lease_until = now() + ? * interval '1 millisecond',
         run_started_at = now(), asked_at = null
       from (select x.integration_id from crm_watches x
             join integrations g on g.id = x.integration_id and g.enabled and g.secret is not null
             where (x.lease_until is null or x.lease_until < now())
               and (x.asked_at is not null or x.run_started_at is null
                    or x.run_started_at < now() - x.every_minutes * interval '1 minute')
             order by x.asked_at nulls last, x.run_started_at nulls first limit 1 for update of x skip locked) due
       where w.integration_id = due.integration_id
       returning w.integration_id, w.workspace_id, w.watermark`,
      [token, leaseMs],
    );
    return row && { integrationId: row.integration_id, workspaceId: row.workspace_id, token, watermark: row.watermark };
  }

  async finishRun(run: ClaimedRun, { checked, changes, watermark, code }: RunOutcome): Promise<void> {
    await this.database.em.fork().execute(
      `update crm_watches set lease_token = null, lease_until = null, run_finished_at = now(), run_checked = ?,
         run_changes = ?, run_code = ?, watermark = coalesce(?, watermark) where lease_token = ?`,
      [checked, changes, code, watermark, run.token],
    );
  }

  async openCardsToLookFor(integrationId: string, kind: CrmCardKind, limit: number): Promise<string[]> {
    const found = await rows<{ lead_id: string }>(
      this.database.em.fork(),
      `update dialogues set card_looked_for_at = now()
       where id in (select d.id from dialogues d join channels c on c.id = d.channel_id
                    where c.integration_id = ? and d.card_kind = ? and d.lead_id is not null
                      and d.lead_state = 'open' and not d.card_gone
                    order by d.card_looked_for_at nulls first, d.id limit ?)
       returning lead_id`,
      [integrationId, kind, limit],
    );
    return [...new Set(found.map((row) => row.lead_id))];
  }
}
