import type { EntityManager } from '@mikro-orm/postgresql';
import type { AssistantSetup, ChannelSetup, IntegrationSetup, WebhookCrmSettings } from '@voronka/contracts';
import { unavailableIn } from '@voronka/domain';
import type { AssistantKind, AssistantMode, Funnel, IntegrationKind } from '@voronka/domain';
import { Channel, FunnelEntity } from '../entities/setup.entities.ts';
import type { AssistantSettings, ChannelRow, IntegrationSettings } from '../entities/setup.entities.ts';
import { rows } from '../stores/sql.ts';
import { readWatches } from './crm-watch.read.ts';

/** All channels; secrets stay behind. */
export async function listChannels(em: EntityManager, workspaceId: string): Promise<ChannelSetup[]> {
  const channels = (await em.find(
    Channel,
    { workspaceId },
    { orderBy: { name: 'asc', id: 'asc' }, populate: ['secret'] },
  )) as ChannelRow[];
  return channels.map((channel) => ({
    id: channel.id,
    kind: channel.kind,
    key: channel.key,
    name: channel.name,
    enabled: channel.enabled,
    settings: channel.settings,
    switches: channel.switches,
    policies: channel.policies,
    assistantId: channel.assistantId ?? null,
    funnelId: channel.funnelId ?? null,
    integrationId: channel.integrationId ?? null,
    defaultManagerId: channel.defaultManagerId ?? null,
    bundleHash: channel.liveBundleHash ?? null,
    hasSecret: Boolean(channel.secret),
  }));
}

interface AssistantListRow {
  id: string;
  name: string;
  kind: AssistantKind;
  mode: AssistantMode;
  enabled: boolean;
  settings: AssistantSettings;
  has_secret: boolean;
  flow_id: string | null;
}

/** All assistants with the channels they serve. */
export async function listAssistants(em: EntityManager, workspaceId: string): Promise<AssistantSetup[]> {
  const [assistants, channels] = await Promise.all([
    rows<AssistantListRow>(
      em,
      `select id, name, kind, mode, enabled, settings, secret is not null as has_secret, flow_id from assistants
       where workspace_id = ? order by name, id`,
      [workspaceId],
    ),
    rows<{ id: string; name: string; assistant_id: string | null }>(
      em,
      'select id, name, assistant_id from channels where workspace_id = ? order by name, id',
      [workspaceId],
    ),
  ]);
  return assistants.map((assistant) => ({
    id: assistant.id,
    name: assistant.name,
    kind: assistant.kind,
    mode: assistant.mode,
    enabled: assistant.enabled,
    settings: assistant.settings,
    hasSecret: assistant.has_secret,
    flowId: assistant.flow_id,
    channels: channels.filter((channel) => channel.assistant_id === assistant.id).map(({ id, name }) => ({ id, name })),
  }));
}

const noWebhookSettings: WebhookCrmSettings = { stages: [], fields: {}, extra: {} };

/** All integrations with their mappings; secrets stay behind. @param options whether a CRM can reach us at all */
export async function listIntegrations(
  em: EntityManager,
  workspaceId: string,
  options: { hooksCanArrive: boolean },
): Promise<IntegrationSetup[]> {
  const watches = await readWatches(em, workspaceId, options);
  const [integrations, mappings, managers] = await Promise.all([
    rows<{
      id: string;
      kind: IntegrationKind;
      name: string;
      enabled: boolean;
      settings: IntegrationSettings;
      has_secret: boolean;
      tokens: 'missing' | 'given' | 'lost';
    }>(
      em,
      `select i.id, i.kind, i.name, i.enabled, i.settings, i.secret is not null as has_secret,
              case when t.integration_id is null then 'missing' when t.lost_at is null then 'given' else 'lost' end as tokens
       from integrations i left join crm_tokens t on t.integration_id = i.id
       where i.workspace_id = ? order by i.created_at, i.id`,
      [workspaceId],
    ),
    rows<{ integration_id: string; funnel_id: string; stage_key: string; crm_status_id: string }>(
      em,
      'select integration_id, funnel_id, stage_key, crm_status_id from stage_mappings where workspace_id = ?',
      [workspaceId],
    ),
    rows<{ integration_id: string; user_id: string; name: string; crm_user_id: string }>(
      em,
      `select l.integration_id, l.user_id, u.name, l.crm_user_id from manager_links l join users u on u.id = l.user_id
       where l.workspace_id = ? order by u.name`,
      [workspaceId],
    ),
  ]);
  return integrations.map((integration) => ({
    id: integration.id,
    kind: integration.kind,
    name: integration.name,
    enabled: integration.enabled,
    portalUrl: integration.settings.portalUrl ?? null,
    hasSecret: integration.has_secret,
    clientId: integration.settings.clientId ?? null,
    way: wayOf(integration),
    authServerUrl: integration.settings.authServerUrl ?? null,
    authorization: isApplication(integration) ? integration.tokens : 'notNeeded',
    webhook: integration.kind === 'webhook' ? (integration.settings.webhook ?? noWebhookSettings) : null,
    unavailable: unavailableIn(integration.kind),
    mappings: mappings
      .filter((mapping) => mapping.integration_id === integration.id)
      .map((mapping) => ({
        funnelId: mapping.funnel_id,
        stageKey: mapping.stage_key,
        crmStatusId: mapping.crm_status_id,
      })),
    managers: managers
      .filter((link) => link.integration_id === integration.id)
      .map((link) => ({ userId: link.user_id, name: link.name, crmUserId: link.crm_user_id })),
    watch: watches(integration),
  }));
}

interface JoinedIntegration {
  kind: IntegrationKind;
  settings: IntegrationSettings;
}

/** Whether a person has to allow an application in the CRM. */
function isApplication({ kind, settings }: JoinedIntegration): boolean {
  return kind === 'amocrmFull' || (kind === 'bitrix24' && settings.clientId !== undefined);
}

function wayOf(integration: JoinedIntegration): IntegrationSetup['way'] {
  if (integration.kind !== 'bitrix24') return null;
  return isApplication(integration) ? 'application' : 'webhook';
}

/** All funnels. */
export async function listFunnels(em: EntityManager, workspaceId: string): Promise<Funnel[]> {
  const funnels = await em.find(FunnelEntity, { workspaceId }, { orderBy: { id: 'asc' } });
  return funnels.map(({ id, name, stages }) => ({ id, name, stages }));
}
