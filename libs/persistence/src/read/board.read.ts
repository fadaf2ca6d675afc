import type { EntityManager } from '@mikro-orm/postgresql';
import { closedCardDays } from '@voronka/contracts';
import type { Board, BoardCard, BoardColumn, BoardMove, CrmCardKind, DialogueStatus } from '@voronka/contracts';
import type { IntegrationKind, Stage } from '@voronka/domain';
import { CrmStageList, FunnelEntity, StageMappingEntity } from '../entities/setup.entities.ts';
import { rows } from '../stores/sql.ts';
import { readBoardMoves } from './board-moves.read.ts';
import { cardPageOf } from './card-page.ts';
import { searchClient } from './client-search.sql.ts';
import { dialogueStatusSql, hasBegunSql } from './dialogue-status.sql.ts';
import { iso } from './values.ts';

/** Which cards the board shows. */
export interface BoardFilter {
  /** `-`: nobody of ours. */
  manager?: string | undefined;
  channel?: string | undefined;
  search?: string | undefined;
  /** Cards of a column. */
  limit: number;
  /** Other limits of some columns, by the stage's key. */
  take?: Readonly<Record<string, number>> | undefined;
}

interface CardRow {
  id: string;
  number: number;
  client_name: string | null;
  channel_id: string;
  channel_name: string;
  channel_kind: 'widget' | 'webhook';
  status: DialogueStatus;
  manager_id: string | null;
  manager_name: string | null;
  crm_user_name: string | null;
  lead_id: string;
  card_kind: CrmCardKind;
  integration_kind: IntegrationKind | null;
  portal_url: string | null;
  stage_key: string;
  stage_since: string;
  unread: number;
  card_outside: string | null;
}

interface ChannelRow {
  id: string;
  name: string;
  integration_id: string | null;
  integration_name: string | null;
  integration_enabled: boolean | null;
}

/** Stages in which a card is open want open cards; closed ones forget their cards after a while. */
const standsOnBoard = `d.lead_id is not null and not d.card_gone
  and ((d.stage_key in (select jsonb_array_elements_text(?::jsonb)) and d.lead_state = 'open')
    or (d.stage_key in (select jsonb_array_elements_text(?::jsonb))
        and d.stage_since > now() - interval '${closedCardDays} days'))`;

const cardSelect = `
  select d.id, d.number, d.client_name, d.channel_id, c.name as channel_name, c.kind as channel_kind,
         ${dialogueStatusSql} as status, d.manager_id, u.name as manager_name, w.name as crm_user_name, d.lead_id,
         d.card_kind, g.kind as integration_kind, g.settings->>'portalUrl' as portal_url, d.stage_key, d.stage_since,
         d.unread, d.card_outside
  from dialogues d
  join channels c on c.id = d.channel_id
  left join integrations g on g.id = c.integration_id
  left join users u on u.id = d.manager_id
  left join crm_users w on w.integration_id = g.id
                       and w.crm_user_id = coalesce(d.responsible_crm_user_id, d.card_responsible_id)`;

/** A funnel's board; null for an unknown funnel. */
export async function readBoard(
  em: EntityManager,
  { workspaceId, funnelId }: { workspaceId: string; funnelId: string },
  filter: BoardFilter,
): Promise<Board | null> {
  const funnel = await em.findOne(FunnelEntity, { id: funnelId, workspaceId });
  if (!funnel) return null;
  const channels = await rows<ChannelRow>(
    em,
    `select c.id, c.name, g.id as integration_id, g.name as integration_name, g.enabled as integration_enabled
     from channels c left join integrations g on g.id = c.integration_id
     where c.workspace_id = ? and c.funnel_id = ? order by c.name, c.id`,
    [workspaceId, funnelId],
  );
  const integrations = integrationsOf(channels);
  const stages = [...funnel.stages].sort((a, b) => a.sort - b.sort);
  const statuses = await statusesOf(em, funnelId, integrations);
  const { where, params } = conditions(workspaceId, funnelId, stages, filter);
  const counted = await rows<{ stage_key: string; n: string }>(
    em,
    `select d.stage_key, count(*) as n from dialogues d where ${where} group by 1`,
    params,
  );
  const found = new Map<string, CardRow[]>();
  for (const { key } of stages) {
    if (!counted.some((one) => one.stage_key === key)) continue;
    const limit = filter.take?.[key] ?? filter.limit;
    const page = await rows<CardRow>(
      em,
      `${cardSelect} where ${where} and d.stage_key = ? order by d.stage_since desc, d.id desc limit ?`,
      [...params, key, limit],
    );
    found.set(key, page);
  }
  const moves = await readBoardMoves(
    em,
    [...found.values()].flatMap((page) => page.map(({ id }) => id)),
  );
  return {
    funnel: { id: funnel.id, name: funnel.name },
    channels: channels.map(({ id, name }) => ({ id, name })),
    integrations,
    columns: stages.map(({ key, name, semantics }) => ({
      key,
      name,
      semantics,
      statuses: statuses(key),
      count: Number(counted.find((one) => one.stage_key === key)?.n ?? 0),
      cards: (found.get(key) ?? []).map((row) => cardOf(row, moves.get(row.id) ?? null)),
    })),
    withoutCard: await countWithoutCard(em, workspaceId, funnelId),
  };
}

function conditions(
  workspaceId: string,
  funnelId: string,
  stages: readonly Stage[],
  { manager, channel, search }: BoardFilter,
): { where: string; params: unknown[] } {
  const keys = (isOpen: boolean) =>
    JSON.stringify(stages.filter(({ semantics }) => (semantics === 'open') === isOpen).map(({ key }) => key));
  const parts = [
    'd.workspace_id = ?',
    'd.channel_id in (select id from channels where workspace_id = ? and funnel_id = ?)',
    standsOnBoard,
  ];
  const params: unknown[] = [workspaceId, workspaceId, funnelId, keys(true), keys(false)];
  if (manager === '-') parts.push('d.manager_id is null');
  else if (manager !== undefined) {
    parts.push('d.manager_id = ?');
    params.push(manager);
  }
  if (channel !== undefined) {
    parts.push('d.channel_id = ?');
    params.push(channel);
  }
  if (search) {
    const client = searchClient(search);
    parts.push(`(${[...client.any, 'd.lead_id = ?'].join(' or ')})`);
    params.push(...client.params, search);
  }
  return { where: parts.join(' and '), params };
}

function integrationsOf(channels: readonly ChannelRow[]): Board['integrations'] {
  const known = new Map<string, Board['integrations'][number]>();
  for (const { integration_id: id, integration_name: name, integration_enabled: enabled } of channels) {
    if (id !== null) known.set(id, { id, name: name ?? '', enabled: enabled === true });
  }
  return [...known.values()];
}

/** What a stage is in each CRM; names are those that the CRM told last. */
async function statusesOf(
  em: EntityManager,
  funnelId: string,
  integrations: Board['integrations'],
): Promise<(stageKey: string) => BoardColumn['statuses']> {
  const ids = integrations.map(({ id }) => id);
  const mappings = await em.find(StageMappingEntity, { funnelId, integrationId: { $in: ids } });
  const lists = await em.find(CrmStageList, { integrationId: { $in: ids } });
  const nameOf = (integrationId: string, statusId: string): string | null =>
    lists
      .filter((list) => list.integrationId === integrationId)
      .flatMap(({ stages }) => stages)
      .find(({ id }) => id === statusId)?.name ?? null;
  return (stageKey) =>
    integrations.map(({ id, name }) => {
      const mapped = mappings.find((one) => one.integrationId === id && one.stageKey === stageKey);
      const statusId = mapped?.crmStatusId ?? null;
      return {
        integrationId: id,
        integrationName: name,
        statusId,
        statusName: statusId === null ? null : nameOf(id, statusId),
      };
    });
}

async function countWithoutCard(em: EntityManager, workspaceId: string, funnelId: string): Promise<number> {
  const [counted] = await rows<{ n: string }>(
    em,
    `select count(*) as n from dialogues d
     where d.workspace_id = ? and d.channel_id in (select id from channels where workspace_id = ? and funnel_id = ?)
       and d.stage_key is null and ${hasBegunSql} and (${dialogueStatusSql}) <> 'completed'`,
    [workspaceId, workspaceId, funnelId],
  );
  return Number(counted?.n ?? 0);
}

function cardOf(row: CardRow, move: BoardMove | null): BoardCard {
  const { integration_kind: kind, portal_url: portalUrl, card_kind: cardKind, lead_id: id } = row;
  const crmName = row.crm_user_name === null ? null : { id: null, name: row.crm_user_name };
  return {
    dialogueId: row.id,
    number: row.number,
    clientName: row.client_name,
    channel: { id: row.channel_id, name: row.channel_name, kind: row.channel_kind },
    status: row.status,
    responsible: row.manager_id === null ? crmName : { id: row.manager_id, name: row.manager_name ?? '' },
    card: { kind: cardKind, id, url: kind && cardPageOf({ kind, portalUrl }, cardKind, id) },
    stageKey: row.stage_key,
    stageSince: iso(row.stage_since),
    unread: row.unread,
    outside: row.card_outside !== null,
    move,
  };
}
