import type { EntityManager } from '@mikro-orm/postgresql';
import { computePermissions, crmCapabilities } from '@voronka/domain';
import type { AssistantMode, ChannelSwitches, Funnel, PermissionTable, StageMapping } from '@voronka/domain';
import { FunnelEntity } from '../entities/setup.entities.ts';
import { rows } from '../stores/sql.ts';

/** Where a flow runs: what its steps are checked against. */
export interface FlowSurroundings {
  funnel: Funnel;
  /** null where no CRM is joined. */
  stageMapping: StageMapping | null;
  permissions?: PermissionTable;
}

interface ChannelColumns {
  funnel_id: string;
  integration_id: string | null;
  integration_kind: 'bitrix24' | null;
  integration_enabled: boolean | null;
  switches: ChannelSwitches;
  mode: AssistantMode;
}

/**
 * The surroundings of every channel whose assistant uses the flow; without any channel, those of the workspace's first
 * funnel, so that a flow can be checked before it is put to use.
 */
export async function readFlowSurroundings(
  em: EntityManager,
  workspaceId: string,
  flowId: string,
): Promise<FlowSurroundings[]> {
  const channels = await rows<ChannelColumns>(
    em,
    `select c.funnel_id, c.integration_id, i.kind as integration_kind, i.enabled as integration_enabled, c.switches, a.mode
     from channels c join assistants a on a.id = c.assistant_id left join integrations i on i.id = c.integration_id
     where c.workspace_id = ? and a.flow_id = ? and c.funnel_id is not null order by c.id`,
    [workspaceId, flowId],
  );
  const funnels = await em.find(FunnelEntity, { workspaceId }, { orderBy: { id: 'asc' } });
  const mappings = await rows<{ integration_id: string; funnel_id: string; stage_key: string; crm_status_id: string }>(
    em,
    'select integration_id, funnel_id, stage_key, crm_status_id from stage_mappings where workspace_id = ?',
    [workspaceId],
  );
  const surroundings = channels.flatMap((channel): FlowSurroundings[] => {
    const funnel = funnels.find(({ id }) => id === channel.funnel_id);
    if (!funnel) return [];
    const ours = mappings.filter(
      (mapping) => mapping.integration_id === channel.integration_id && mapping.funnel_id === funnel.id,
    );
    return [
      {
        funnel: toFunnel(funnel),
        stageMapping: channel.integration_id
          ? Object.fromEntries(ours.map((mapping) => [mapping.stage_key, mapping.crm_status_id]))
          : null,
        permissions: computePermissions({
          mode: channel.mode,
          switches: channel.switches,
          capabilities: channel.integration_kind ? crmCapabilities[channel.integration_kind] : null,
          integrationEnabled: channel.integration_enabled === true,
        }),
      },
    ];
  });
  const [first] = funnels;
  return surroundings.length > 0 || !first ? surroundings : [{ funnel: toFunnel(first), stageMapping: null }];
}

function toFunnel({ id, name, stages }: Funnel): Funnel {
  return { id, name, stages };
}
