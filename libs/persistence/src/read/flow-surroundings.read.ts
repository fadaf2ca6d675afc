import type { EntityManager } from '@mikro-orm/postgresql';
import { computePermissions, crmCapabilities } from '@voronka/domain';
import type {
  AssistantMode,
  ChannelSwitches,
  FlowGraph,
  Funnel,
  IntegrationKind,
  ValidationSurroundings,
} from '@voronka/domain';
import { OutgoingWebhook } from '../entities/outside.entities.ts';
import { FunnelDistribution } from '../entities/people.entities.ts';
import { FunnelEntity, Signal } from '../entities/setup.entities.ts';
import { rows } from '../stores/sql.ts';
import { readFlowLibrary } from './flow-library.read.ts';

/** Where a flow runs: what it is checked against. */
export type FlowSurroundings = Omit<ValidationSurroundings, 'checkPattern'>;

interface ChannelColumns {
  funnel_id: string;
  integration_id: string | null;
  integration_kind: IntegrationKind | null;
  integration_enabled: boolean | null;
  switches: ChannelSwitches;
  mode: AssistantMode;
}

interface MappingColumns {
  integration_id: string;
  funnel_id: string;
  stage_key: string;
  crm_status_id: string;
}

/** What is the same for all channels of a workspace. */
async function readWorkspacePart(em: EntityManager, workspaceId: string, flowId: string, graph: FlowGraph) {
  const signals = await em.find(Signal, { workspaceId, enabled: true }, { orderBy: { name: 'asc' } });
  const webhooks = await em.find(OutgoingWebhook, { workspaceId, enabled: true }, { orderBy: { id: 'asc' } });
  const flows = await rows<{ id: string; published: boolean }>(
    em,
    'select id, live is not null as published from flows where workspace_id = ? and archived_at is null order by id',
    [workspaceId],
  );
  return {
    flowId,
    signals: signals.map(({ declaration }) => declaration),
    webhooks: webhooks.map(({ id }) => id),
    flows,
    library: await readFlowLibrary(em, workspaceId, graph),
  };
}

/**
 * The surroundings of every channel whose assistant uses the flow; without any channel, those of the workspace's first
 * funnel, so that a flow can be checked before it is put to use, or while only other flows run it.
 *
 * @param graph the drawing that is to be checked: its sub-flows are read along
 */
export async function readFlowSurroundings(
  em: EntityManager,
  workspaceId: string,
  flowId: string,
  graph: FlowGraph,
): Promise<FlowSurroundings[]> {
  const channels = await rows<ChannelColumns>(
    em,
    `select c.funnel_id, c.integration_id, i.kind as integration_kind, i.enabled as integration_enabled, c.switches, a.mode
     from channels c join assistants a on a.id = c.assistant_id left join integrations i on i.id = c.integration_id
     where c.workspace_id = ? and a.flow_id = ? and c.funnel_id is not null order by c.id`,
    [workspaceId, flowId],
  );
  const funnels = await em.find(FunnelEntity, { workspaceId }, { orderBy: { id: 'asc' } });
  const mappings = await rows<MappingColumns>(
    em,
    'select integration_id, funnel_id, stage_key, crm_status_id from stage_mappings where workspace_id = ?',
    [workspaceId],
  );
  const distributions = await em.find(FunnelDistribution, { workspaceId, calendarId: { $ne: null } });
  const withCalendar = new Set(distributions.map(({ funnelId }) => funnelId));
  const common = await readWorkspacePart(em, workspaceId, flowId, graph);
  const ofFunnel = (funnel: Funnel) => ({
    ...common,
    funnel: { id: funnel.id, name: funnel.name, stages: funnel.stages },
    hasCalendar: withCalendar.has(funnel.id),
  });
  const surroundings = channels.flatMap((channel): FlowSurroundings[] => {
    const funnel = funnels.find(({ id }) => id === channel.funnel_id);
    return funnel ? [{ ...ofFunnel(funnel), ...ofChannel(channel, mappings) }] : [];
  });
  const [first] = funnels;
  if (surroundings.length > 0 || !first) return surroundings;
  return [{ ...ofFunnel(first), stageMapping: null, runsByItself: false }];
}

function ofChannel(channel: ChannelColumns, mappings: readonly MappingColumns[]) {
  const capabilities = channel.integration_kind ? crmCapabilities[channel.integration_kind] : null;
  const ours = mappings.filter(({ integration_id, funnel_id }) => {
    return integration_id === channel.integration_id && funnel_id === channel.funnel_id;
  });
  return {
    stageMapping: channel.integration_id
      ? Object.fromEntries(ours.map((mapping) => [mapping.stage_key, mapping.crm_status_id]))
      : null,
    capabilities,
    permissions: computePermissions({
      mode: channel.mode,
      switches: channel.switches,
      capabilities,
      integrationEnabled: channel.integration_enabled === true,
    }),
  };
}
