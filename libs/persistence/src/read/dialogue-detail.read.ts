import type { EntityManager } from '@mikro-orm/postgresql';
import type { CrmCardKind, DialogueDetail } from '@voronka/contracts';
import type { BundleContent, CloseReason, DialogueState, IntegrationKind, TimerKind } from '@voronka/domain';
import type { DialogueOrigin } from '../entities/dialogue.entities.ts';
import type { IntegrationSettings } from '../entities/setup.entities.ts';
import type { BundleCache } from '../stores/bundle-cache.ts';
import { firstRow } from '../stores/sql.ts';
import { cardPageOf } from './card-page.ts';
import { readConversation } from './conversation.read.ts';
import { summarySelect, toSummary } from './dialogue-list.read.ts';
import type { SummaryRow } from './dialogue-list.read.ts';
import { iso, isoOrNull } from './values.ts';

interface DetailColumns {
  client_name: string | null;
  client_phone: string | null;
  client_email: string | null;
  origin: DialogueOrigin;
  consent_version: string | null;
  consent_at: string | null;
  state: DialogueState;
  closed: CloseReason | null;
  next_wake_at: string | null;
  next_wake_timer: TimerKind | null;
  next_wake_key: string | null;
  escalation_level: number;
  answer_deadline_at: string | null;
  episode: number;
  contact_id: string | null;
  lead_id: string | null;
  card_kind: CrmCardKind;
  responsible_crm_user_id: string | null;
  integration_name: string | null;
  integration_kind: IntegrationKind | null;
  integration_settings: IntegrationSettings | null;
  responsible_name: string | null;
}

/** A dialogue in full, or null. @param workflowUrl where the raw workflow can be looked at, if anywhere */
export async function readDialogueDetail(
  em: EntityManager,
  bundles: BundleCache,
  key: { workspaceId: string; dialogueId: string },
  workflowUrl: string | null,
): Promise<DialogueDetail | null> {
  const summaryRow = await firstRow<SummaryRow>(em, `${summarySelect} where d.id = ? and d.workspace_id = ?`, [
    key.dialogueId,
    key.workspaceId,
  ]);
  if (!summaryRow) return null;
  const row = await firstRow<DetailColumns>(
    em,
    `select d.client_name, d.client_phone, d.client_email, d.origin, d.consent_version, d.consent_at, d.state, d.episode,
            d.contact_id, d.lead_id, d.card_kind, coalesce(d.responsible_crm_user_id, d.card_responsible_id) as responsible_crm_user_id, d.closed,
            d.next_wake_at, d.next_wake_timer, d.next_wake_key, d.escalation_level, d.answer_deadline_at, i.name as integration_name,
            i.kind as integration_kind, i.settings as integration_settings, coalesce(u.name, w.name) as responsible_name
     from dialogues d join channels c on c.id = d.channel_id
     left join integrations i on i.id = c.integration_id
     left join manager_links l on l.integration_id = i.id and l.crm_user_id = coalesce(d.responsible_crm_user_id, d.card_responsible_id)
     left join users u on u.id = l.user_id
     left join crm_users w on w.integration_id = i.id
                          and w.crm_user_id = coalesce(d.responsible_crm_user_id, d.card_responsible_id)
     where d.id = ? limit 1`,
    [key.dialogueId],
  );
  if (!row) return null;
  const { content } = await bundles.load(em, key.workspaceId, summaryRow.bundle_hash);
  const consentAt = isoOrNull(row.consent_at);
  return {
    ...(await toSummary(em, bundles, key.workspaceId, summaryRow)),
    client: {
      name: row.client_name,
      phone: row.client_phone,
      email: row.client_email,
      page: row.origin.page ?? null,
      referrer: row.origin.referrer ?? null,
      utm: row.origin.utm ?? {},
      consent: row.consent_version && consentAt ? { version: row.consent_version, acceptedAt: consentAt } : null,
    },
    crm: row.integration_name === null ? null : crmPart(row, row.integration_name, content),
    bundle: { hash: summaryRow.bundle_hash, flowId: content.flowId },
    episode: row.episode,
    nextWakeUp: nextWakeUp(row, content),
    closed: row.closed,
    escalationLevel: row.escalation_level,
    answerDeadlineAt: isoOrNull(row.answer_deadline_at),
    byHand: byHand(content),
    workflowUrl,
    messages: await readConversation(em, key.dialogueId),
  };
}

function nextWakeUp(row: DetailColumns, { flow }: BundleContent): DialogueDetail['nextWakeUp'] {
  const { next_wake_at: at, next_wake_timer: timer, next_wake_key: key } = row;
  if (at === null || timer === null) return null;
  const node = flow.nodes.find(({ id }) => id === key);
  return { at: iso(at), timer, nodeLabel: node?.label ?? null };
}

/** Signals, stages and buttons of what the dialogue runs. */
function byHand({ signals = [], funnel, flow }: BundleContent): DialogueDetail['byHand'] {
  return {
    signals: signals
      .filter(({ sources }) => sources.includes('operator'))
      .map(({ name, title, fields }) => ({ name, title, fields })),
    stages: [...funnel.stages].sort((a, b) => a.sort - b.sort).map(({ key, name }) => ({ key, name })),
    buttons: flow.nodes.flatMap(({ id, kind, label }) => (kind === 'manualTrigger' ? [{ triggerId: id, label }] : [])),
  };
}

function crmPart(
  row: DetailColumns,
  integrationName: string,
  bundle: BundleContent,
): NonNullable<DialogueDetail['crm']> {
  const page = (kind: CrmCardKind | 'contact', id: string | null): string | null => {
    const portalUrl = row.integration_settings?.portalUrl ?? null;
    return row.integration_kind && cardPageOf({ kind: row.integration_kind, portalUrl }, kind, id);
  };
  return {
    integrationName,
    contactId: row.contact_id,
    leadId: row.lead_id,
    cardKind: row.card_kind,
    leadUrl: page(row.card_kind, row.lead_id),
    contactUrl: page('contact', row.contact_id),
    responsible: row.responsible_name ?? (row.responsible_crm_user_id ? `#${row.responsible_crm_user_id}` : null),
    tags: row.lead_id ? [...new Set([...bundle.policies.automaticTags, ...row.state.tags])] : row.state.tags,
  };
}
