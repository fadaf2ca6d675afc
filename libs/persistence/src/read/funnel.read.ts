import type { EntityManager } from '@mikro-orm/postgresql';
import type { FunnelList, FunnelSetup } from '@voronka/contracts';
import type { BundleContent, StageMapping } from '@voronka/domain';
import { FunnelEntity, StageMappingEntity } from '../entities/setup.entities.ts';
import { firstRow, rows } from '../stores/sql.ts';
import { dialogueStatusSql, hasBegunSql } from './dialogue-status.sql.ts';

/** Open dialogues `d` of a funnel's channels `c`, counted as the list of dialogues filters them. */
const openDialoguesSql = `from dialogues d join channels c on c.id = d.channel_id
  where c.workspace_id = ? and ${hasBegunSql} and (${dialogueStatusSql}) <> 'completed'`;

interface ChannelRow {
  id: string;
  name: string;
  funnel_id: string;
  integration_id: string | null;
  card: 'lead' | 'deal';
}

async function channelsOf(em: EntityManager, workspaceId: string): Promise<ChannelRow[]> {
  return rows<ChannelRow>(
    em,
    `select id, name, funnel_id, integration_id, coalesce(settings->>'card', 'lead') as card from channels
     where workspace_id = ? and funnel_id is not null order by name, id`,
    [workspaceId],
  );
}

interface MappedStage {
  integration_id: string;
  funnel_id: string;
  stage_key: string;
}

/** How many stages of a funnel have no status in a CRM. */
function unmappedIn(
  funnel: { id: string; stages: readonly { key: string }[] },
  integrationId: string,
  mapped: readonly MappedStage[],
): number {
  const keys = new Set(
    mapped
      .filter((one) => one.integration_id === integrationId && one.funnel_id === funnel.id)
      .map((one) => one.stage_key),
  );
  return funnel.stages.filter(({ key }) => !keys.has(key)).length;
}

async function mappedStages(em: EntityManager, workspaceId: string): Promise<MappedStage[]> {
  return rows<MappedStage>(
    em,
    'select integration_id, funnel_id, stage_key from stage_mappings where workspace_id = ?',
    [workspaceId],
  );
}

/** All funnels with their channels and what is left to do for them. */
export async function listFunnelSetups(em: EntityManager, workspaceId: string): Promise<FunnelList['funnels']> {
  const funnels = await em.find(FunnelEntity, { workspaceId }, { orderBy: { id: 'asc' } });
  const channels = await channelsOf(em, workspaceId);
  const mapped = await mappedStages(em, workspaceId);
  const open = await rows<{ funnel_id: string; n: string }>(
    em,
    `select c.funnel_id, count(*) as n ${openDialoguesSql} and c.funnel_id is not null group by 1`,
    [workspaceId],
  );
  return funnels.map(({ id, name, stages }) => {
    const own = channels.filter((channel) => channel.funnel_id === id);
    const integrationIds = new Set(own.flatMap((channel) => channel.integration_id ?? []));
    return {
      id,
      name,
      stages,
      channels: own.map((channel) => ({ id: channel.id, name: channel.name })),
      openDialogues: Number(open.find((row) => row.funnel_id === id)?.n ?? 0),
      unmapped:
        integrationIds.size === 0
          ? null
          : [...integrationIds].reduce((sum, one) => sum + unmappedIn({ id, stages }, one, mapped), 0),
    };
  });
}

/** A funnel in full; null for an unknown one. */
export async function readFunnel(
  em: EntityManager,
  { workspaceId, funnelId }: { workspaceId: string; funnelId: string },
): Promise<FunnelSetup | null> {
  const funnel = await em.findOne(FunnelEntity, { id: funnelId, workspaceId });
  if (!funnel) return null;
  const { id, name, stages } = funnel;
  const channels = (await channelsOf(em, workspaceId)).filter((channel) => channel.funnel_id === id);
  const mapped = await mappedStages(em, workspaceId);
  const integrations = await rows<{ id: string; name: string; enabled: boolean }>(
    em,
    'select id, name, enabled from integrations where workspace_id = ? order by created_at, id',
    [workspaceId],
  );
  const counted = await rows<{ stage_key: string | null; n: string }>(
    em,
    `select d.stage_key, count(*) as n ${openDialoguesSql} and c.funnel_id = ? group by 1`,
    [workspaceId, id],
  );
  const openAt = (key: string | null) => Number(counted.find((row) => row.stage_key === key)?.n ?? 0);
  return {
    id,
    name,
    stages: [...stages]
      .sort((a, b) => a.sort - b.sort)
      .map((stage) => ({ ...stage, openDialogues: openAt(stage.key) })),
    withoutStage: openAt(null),
    channels: channels.map((channel) => ({
      id: channel.id,
      name: channel.name,
      card: channel.card,
      integrationId: channel.integration_id,
    })),
    integrations: integrations.map((integration) => ({
      ...integration,
      inUse: channels.some((channel) => channel.integration_id === integration.id),
      unmapped: unmappedIn(funnel, integration.id, mapped),
    })),
  };
}

/** What a funnel's stages are bound to in one CRM. */
export async function readStageMapping(
  em: EntityManager,
  { funnelId, integrationId }: { funnelId: string; integrationId: string },
): Promise<StageMapping> {
  const mappings = await em.find(StageMappingEntity, { funnelId, integrationId });
  return Object.fromEntries(mappings.map(({ stageKey, crmStatusId }) => [stageKey, crmStatusId]));
}

/** Whether a step of a dialogue may be working on a card just now. */
export async function isCardBusy(
  em: EntityManager,
  card: { integrationId: string; kind: 'lead' | 'deal'; id: string },
): Promise<boolean> {
  const found = await firstRow(
    em,
    `select 1 from dialogues d join channels c on c.id = d.channel_id
     where c.integration_id = ? and d.card_kind = ? and d.lead_id = ?
       and exists (select 1 from steps s where s.dialogue_id = d.id and s.finished_at is null) limit 1`,
    [card.integrationId, card.kind, card.id],
  );
  return found !== null;
}

/** Kinds of card that a funnel's channels make in one CRM, the most frequent first; flows may say it for themselves. */
export async function cardKindsOf(
  em: EntityManager,
  { funnelId, integrationId }: { funnelId: string; integrationId: string },
): Promise<('lead' | 'deal')[]> {
  const found = await rows<{ card: 'lead' | 'deal'; canonical: string | null }>(
    em,
    `select coalesce(c.settings->>'card', 'lead') as card, b.canonical from channels c
     left join bundles b on b.workspace_id = c.workspace_id and b.hash = c.live_bundle_hash
     where c.funnel_id = ? and c.integration_id = ?`,
    [funnelId, integrationId],
  );
  const made = found.flatMap(({ card, canonical }) => {
    const content = canonical === null ? null : (JSON.parse(canonical) as BundleContent);
    const cards = (content?.flow.nodes ?? []).flatMap((node) =>
      node.kind === 'createLead' ? [node.config.card ?? 'channel'] : [],
    );
    return cards.length === 0 ? [card] : cards.map((kind) => (kind === 'channel' ? card : kind));
  });
  const count = (kind: 'lead' | 'deal') => made.filter((one) => one === kind).length;
  return [...new Set(made)].sort((a, b) => count(b) - count(a));
}
