import type { EntityManager } from '@mikro-orm/postgresql';
import { computePermissions, crmCapabilities } from '@voronka/domain';
import type { AssistantMode, Bundle, DecisionContext, PermissionTable } from '@voronka/domain';
import type { LockedDialogue } from './dialogue-lock.ts';
import { firstRow } from './sql.ts';

interface LiveRow {
  channel_name: string;
  assistant_enabled: boolean | null;
  assistant_mode: AssistantMode | null;
  integration_kind: 'bitrix24' | null;
  integration_enabled: boolean | null;
}

/** What is live by id and not frozen in the bundle: the brakes. */
export interface LiveSettings {
  permissions: PermissionTable;
  assistantOff: boolean;
  channelName: string;
}

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
  const live = await firstRow<LiveRow>(
    em,
    `select c.name as channel_name, a.enabled as assistant_enabled, a.mode as assistant_mode,
            i.kind as integration_kind, i.enabled as integration_enabled
     from channels c left join assistants a on a.id = c.assistant_id left join integrations i on i.id = c.integration_id
     where c.id = ?`,
    [channelId],
  );
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

/** The circumstances of one decision. */
export async function readDecisionContext(
  em: EntityManager,
  dialogue: LockedDialogue,
  bundle: Bundle,
): Promise<DecisionContext> {
  const live = await readLiveSettings(em, dialogue.channel_id, bundle, { paused: 'isIgnored' });
  return {
    now: new Date().toISOString(),
    permissions: live.permissions,
    contactKnown: dialogue.contact_id !== null,
    lead: dialogue.lead_state,
    stageKey: dialogue.stage_key,
    historyAttached: dialogue.history_attached,
    assistantOff: live.assistantOff,
    channelName: live.channelName,
  };
}
