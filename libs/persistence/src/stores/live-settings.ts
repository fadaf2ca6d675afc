import type { EntityManager } from '@mikro-orm/postgresql';
import { computePermissions, crmCapabilities } from '@voronka/domain';
import type { AssistantMode, Bundle, IntegrationKind, PermissionTable } from '@voronka/domain';
import { firstRow } from './sql.ts';

/** Columns of the brakes, as {@link liveColumns} names them. */
export interface LiveRow {
  channel_name: string;
  assistant_enabled: boolean | null;
  assistant_mode: AssistantMode | null;
  integration_kind: IntegrationKind | null;
  integration_enabled: boolean | null;
}

/** What is live by id and not frozen in the bundle: the brakes. */
export interface LiveSettings {
  permissions: PermissionTable;
  assistantOff: boolean;
  channelName: string;
}

/** The brakes in a statement that has the channel as `c`. */
export const liveColumns = `c.name as channel_name, a.enabled as assistant_enabled, a.mode as assistant_mode,
  g.kind as integration_kind, g.enabled as integration_enabled`;
/** What {@link liveColumns} need. */
export const liveJoins =
  'left join assistants a on a.id = c.assistant_id left join integrations g on g.id = c.integration_id';

/**
 * Reads the brakes of a channel and joins them with what the bundle allows.
 *
 * @param options.paused whether an integration that is switched off counts as a refusal. It does for a step at work, which
 *   then waits; it does not for a decision, or what is decided meanwhile would be lost
 */
export async function readLiveSettings(
  em: EntityManager,
  channelId: string,
  bundle: Bundle,
  options: { paused: 'counts' | 'isIgnored' },
): Promise<LiveSettings> {
  const live = await firstRow<LiveRow>(em, `select ${liveColumns} from channels c ${liveJoins} where c.id = ?`, [
    channelId,
  ]);
  return liveSettings(live, bundle, options);
}

/** Joins the brakes with what the bundle allows; see {@link readLiveSettings}. @param live null: the channel is gone */
export function liveSettings(
  live: LiveRow | null,
  bundle: Bundle,
  options: { paused: 'counts' | 'isIgnored' },
): LiveSettings {
  const frozenMode = bundle.content.assistant?.mode ?? null;
  return {
    channelName: live?.channel_name ?? bundle.content.channel.name,
    assistantOff: live?.assistant_enabled !== true || frozenMode === null,
    permissions: computePermissions({
      mode: live?.assistant_mode === 'withoutCrm' ? 'withoutCrm' : frozenMode,
      switches: bundle.content.channel.switches,
      capabilities: live?.integration_kind ? crmCapabilities[live.integration_kind] : null,
      integrationEnabled: options.paused === 'isIgnored' || live?.integration_enabled === true,
    }),
  };
}
