import type { EntityManager } from '@mikro-orm/postgresql';
import { semanticsOf } from '@voronka/domain';
import type { Decision, DialogueEvent, Funnel } from '@voronka/domain';
import type { LockedDialogue } from './dialogue-lock.ts';
import type { NextEvent } from './next-event.ts';

/**
 * The assistant leads again by a limit or a rule: raises the epoch, so that what it says now is sent. Nothing changes when
 * a manager has written since the event: their message is decided next.
 */
export async function applyOwnership(
  em: EntityManager,
  dialogue: LockedDialogue,
  work: NextEvent,
  { commands }: Decision,
): Promise<void> {
  const givesBack = commands.some((command) => command.kind === 'returnToAssistant');
  if (!givesBack || dialogue.owner !== 'manager' || work.epoch !== dialogue.epoch) return;
  dialogue.owner = 'assistant';
  dialogue.epoch += 1;
  work.epoch = dialogue.epoch;
  await em.execute(`update dialogues set owner = 'assistant', epoch = ?, needs_manager = false where id = ?`, [
    dialogue.epoch,
    dialogue.id,
  ]);
}

/**
 * A card that stands elsewhere: known at once, unless the CRM is still to be told of what a person did here, which the step
 * does. One that was deleted, or moved to where no column is, stays in its column.
 */
export async function applyCardMove(
  em: EntityManager,
  dialogue: LockedDialogue,
  event: DialogueEvent,
  { commands, record }: Decision,
  funnel: Funnel,
): Promise<void> {
  if (record.ignored !== undefined) return;
  if (event.kind === 'cardChanged' && event.change !== 'contact') {
    dialogue.lead_state = event.lead;
    await em.execute('update dialogues set lead_state = ? where id = ?', [event.lead, dialogue.id]);
  }
  if (event.kind !== 'cardMoved') return;
  if (event.source !== 'crm' && commands.some((command) => command.kind === 'moveStage')) return;
  dialogue.stage_key = event.stageKey;
  if (dialogue.lead_state !== 'none') dialogue.lead_state = semanticsOf(funnel, event.stageKey);
  await em.execute('update dialogues set stage_key = ?, lead_state = ? where id = ?', [
    event.stageKey,
    dialogue.lead_state,
    dialogue.id,
  ]);
}

/** A new episode: the lead of the last one is closed; the contact stays the same person. */
export async function forgetCard(em: EntityManager, dialogue: LockedDialogue): Promise<void> {
  dialogue.stage_key = null;
  await em.execute(
    `update dialogues set lead_id = null, lead_state = 'none', stage_key = null, history_attached = false,
       card_outside = null, card_gone = false, card_responsible_id = null where id = ?`,
    [dialogue.id],
  );
}
