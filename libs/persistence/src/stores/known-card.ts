import type { EntityManager } from '@mikro-orm/postgresql';
import type { CrmCard, CrmCardRef } from '@voronka/contracts';
import { compareCard, semanticsOf } from '@voronka/domain';
import type { CardField, CardVerdict, Funnel, KnownCard, PendingWrite, SeenCard } from '@voronka/domain';
import type { BundleCache } from './bundle-cache.ts';
import { rows } from './sql.ts';

/** How long a write of ours is waited for before it counts as queued, in ms. */
const patienceMs = 20_000;

/** What the comparison reads of a dialogue's row. */
export interface CardOwnerRow {
  id: string;
  workspace_id: string;
  bundle_hash: string;
  state: { crmVersions?: Partial<Record<CardField, string>> };
  last_seq: number | string;
  stage_key: string | null;
  lead_state: KnownCard['lead'];
  contact_id: string | null;
  responsible_crm_user_id: string | null;
  card_outside: string | null;
  card_gone: boolean;
  card_responsible_id: string | null;
}

interface UndoneRow {
  kind: string;
  source: string | null;
  stage_key: string | null;
  lead: 'open' | 'won' | 'lost' | null;
  version: string | null;
  received_at: Date | string;
}

interface UnfinishedRow {
  kind: string;
  created_at: Date | string;
}

/** Steps that write a field. A card that is only being made has none of ours yet. */
const writers: Readonly<Record<string, readonly CardField[]>> = {
  moveStage: ['stage'],
  assignResponsible: ['responsible'],
  createLead: ['stage', 'responsible', 'contact'],
  findOrCreateContact: ['contact'],
};

/** What was told and is not decided yet counts as known: the next comparison must not tell it again. */
function knownOf(row: CardOwnerRow, undone: readonly UndoneRow[], funnel: Funnel): KnownCard {
  const known: KnownCard = {
    stageKey: row.stage_key,
    lead: row.lead_state,
    outsideStatusId: row.card_outside,
    responsibleId: row.responsible_crm_user_id ?? row.card_responsible_id,
    contactId: row.contact_id,
    gone: row.card_gone,
    versions: { ...row.state.crmVersions },
  };
  return known.gone ? known : undone.reduce((before, told) => withUndone(before, told, funnel), known);
}

function withUndone(
  known: KnownCard,
  { kind, source, stage_key, lead, version }: UndoneRow,
  funnel: Funnel,
): KnownCard {
  const versions = version === null ? known.versions : { ...known.versions, stage: version };
  if (kind === 'cardChanged' && lead !== null) return { ...known, lead, versions };
  if (kind !== 'cardMoved' || source !== 'crm' || stage_key === null) return known;
  return { ...known, stageKey: stage_key, lead: semanticsOf(funnel, stage_key), versions };
}

function pendingOf(
  undone: readonly UndoneRow[],
  steps: readonly UnfinishedRow[],
): Partial<Record<CardField, PendingWrite>> {
  const pending: Partial<Record<CardField, PendingWrite>> = {};
  const add = (field: CardField, at: Date | string): void => {
    const since = new Date(at);
    // The oldest one is the one that has been waited for longest, the youngest one is the one that must be overtaken.
    const waitedEnough = Date.now() - since.getTime() > patienceMs;
    const before = pending[field];
    const decidedAt = since.toISOString();
    pending[field] = {
      decidedAt: before && before.decidedAt > decidedAt ? before.decidedAt : decidedAt,
      waitedEnough: waitedEnough && (before?.waitedEnough ?? true),
    };
  };
  for (const { kind, source, received_at: at } of undone) {
    if (kind === 'cardMoved' && source !== 'crm') add('stage', at);
    if (kind === 'responsibleChanged' && source !== 'crm') add('responsible', at);
  }
  for (const { kind, created_at: at } of steps) for (const field of writers[kind] ?? []) add(field, at);
  return pending;
}

function seenOf(card: CrmCard): SeenCard {
  const { statusId, semantics, responsibleId, contactId, updatedAt, stageChangedAt = null } = card;
  return { statusId, semantics, responsibleId, contactId, updatedAt, stageChangedAt };
}

/** Compares a card with what a dialogue knows of it. @param card null: it is not there any more */
export async function compareWithDialogue(
  em: EntityManager,
  bundles: BundleCache,
  row: CardOwnerRow,
  card: CrmCard | null,
): Promise<CardVerdict> {
  const undone = await rows<UndoneRow>(
    em,
    `select kind, payload->>'source' as source, payload->>'stageKey' as stage_key, payload->>'lead' as lead,
            payload->>'version' as version, received_at
     from inbox where dialogue_id = ? and seq > ? and kind in ('cardMoved', 'cardChanged', 'responsibleChanged') order by seq`,
    [row.id, row.last_seq],
  );
  const steps = await rows<UnfinishedRow>(
    em,
    `select kind, created_at from steps where dialogue_id = ? and finished_at is null
       and kind in ('moveStage', 'assignResponsible', 'createLead', 'findOrCreateContact')`,
    [row.id],
  );
  const { content } = await bundles.load(em, row.workspace_id, row.bundle_hash);
  return compareCard(knownOf(row, undone, content.funnel), card === null ? null : seenOf(card), {
    funnel: content.funnel,
    mapping: content.stageMapping,
    pending: pendingOf(undone, steps),
  });
}

/** Dialogues whose card this is; several of one person may share it. */
export async function ownersOf(em: EntityManager, integrationId: string, card: CrmCardRef): Promise<string[]> {
  const found = await rows<{ id: string }>(
    em,
    `select d.id from dialogues d join channels c on c.id = d.channel_id
     where d.lead_id = ? and d.card_kind = ? and c.integration_id = ? order by d.id`,
    [card.id, card.kind, integrationId],
  );
  return found.map(({ id }) => id);
}
