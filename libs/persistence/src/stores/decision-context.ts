import type { EntityManager } from '@mikro-orm/postgresql';
import type { Bundle, DecisionContext } from '@voronka/domain';
import type { LockedDialogue } from './dialogue-lock.ts';
import { liveSettings } from './live-settings.ts';
import { rows } from './sql.ts';

/** The circumstances of one decision. @param now ISO 8601 UTC */
export async function readDecisionContext(
  em: EntityManager,
  dialogue: LockedDialogue,
  bundle: Bundle,
  now: string,
): Promise<DecisionContext> {
  return contextOf(dialogue, bundle, now, dialogue.lead_state === 'none' && (await isLeadUnderWay(em, dialogue.id)));
}

/** The same, of what has been read. @param leadUnderWay a step that makes the lead is decided and not done */
export function contextOf(
  dialogue: LockedDialogue,
  bundle: Bundle,
  now: string,
  leadUnderWay: boolean,
): DecisionContext {
  const live = liveSettings(dialogue, bundle, { paused: 'isIgnored' });
  return {
    now,
    permissions: live.permissions,
    contactKnown: dialogue.contact_id !== null,
    lead: dialogue.lead_state,
    ...(leadUnderWay ? { leadUnderWay } : {}),
    stageKey: dialogue.stage_key,
    historyAttached: dialogue.history_attached,
    assistantOff: live.assistantOff,
    channelName: live.channelName,
    managerId: dialogue.manager_id,
  };
}

async function isLeadUnderWay(em: EntityManager, dialogueId: string): Promise<boolean> {
  const found = await rows(
    em,
    `select 1 from steps where dialogue_id = ? and kind = 'createLead' and finished_at is null limit 1`,
    [dialogueId],
  );
  return found.length > 0;
}
