import type { DialogueEventOf } from '../dialogue/dialogue-event.ts';
import { occasionOf } from '../rules/compute-facts.ts';
import type { Parsers } from './absorb.ts';
import { runBeside, runTriggersFor } from './beside.ts';
import { endWait, goOnIfFree, leaveOrRemember, placeOf, waitingNode } from './conversation.ts';
import { addMissing, keepFields } from './proposals.ts';
import { emitPendingContact } from './steps.ts';
import type { Turn } from './turn.ts';

/** Whether a change from the CRM is older than what is known; remembers its version otherwise. */
function isStale(turn: Turn, field: 'stage' | 'responsible', version: string | null): boolean {
  if (version === null) return false;
  const newest = turn.state.crmVersions[field];
  if (newest !== undefined && version <= newest) {
    turn.ignore('Change.Stale');
    return true;
  }
  turn.update({ crmVersions: { ...turn.state.crmVersions, [field]: version } });
  return false;
}

/** The card stands in another column. What a person moved by hand goes to the CRM too. */
export async function onCardMoved(turn: Turn, event: DialogueEventOf<'cardMoved'>): Promise<void> {
  if (event.source === 'crm' && isStale(turn, 'stage', event.version)) return;
  const nodeId = placeOf(turn);
  const movesCard = event.source === 'operator' && turn.hasCard;
  if (movesCard && turn.permitsKind(nodeId, 'moveStage')) {
    turn.emit(nodeId, { kind: 'moveStage', stageKey: event.stageKey, allowBack: true });
  }
  turn.card = { ...turn.card, stageKey: event.stageKey };
  await runTriggersFor(turn, occasionOf(event), event.stageKey);
  if (event.source === 'crm') {
    for (const signal of turn.content.signals ?? []) {
      if (signal.onStage !== event.stageKey || !signal.sources.includes('crm')) continue;
      const sent = { name: signal.name, payload: {}, version: event.version };
      turn.happen({ kind: 'signal', source: 'crm', signal: sent });
    }
  }
  await endWait(turn, 'stageMoved');
}

/** Another manager is responsible. What was chosen here goes to the CRM; what the CRM says is known there. */
export async function onResponsibleChanged(turn: Turn, event: DialogueEventOf<'responsibleChanged'>): Promise<void> {
  if (event.source === 'crm' && isStale(turn, 'responsible', event.version)) return;
  const nodeId = placeOf(turn);
  const writes = event.source !== 'crm' && event.managerId !== null && turn.context.lead === 'open';
  if (writes && turn.permitsKind(nodeId, 'assignResponsible')) turn.emit(nodeId, { kind: 'assignResponsible' });
  for (const trigger of turn.flow.beside) {
    if (trigger.kind === 'responsibleChangedTrigger') await runBeside(turn, trigger);
  }
  await endWait(turn, 'responsibleChanged');
}

/** The card was deleted in the CRM, linked to another contact, or moved to where no column is. */
export async function onCardChanged(turn: Turn, event: DialogueEventOf<'cardChanged'>): Promise<void> {
  if (event.change === 'contact') return;
  if (event.change === 'outside') {
    if (isStale(turn, 'stage', event.version)) return;
    turn.card = { ...turn.card, lead: event.lead };
    return endWait(turn, 'stageMoved');
  }
  // Nothing of the flow can be done to a card that is gone: the client's next message begins an episode of its own.
  turn.card = { ...turn.card, lead: 'lost' };
  turn.update({ position: null, consulting: null, completed: true });
}

/** An outgoing webhook came back: its values are kept, and the token goes on if it stands there. */
export async function onWebhookAnswered(turn: Turn, event: DialogueEventOf<'webhookAnswered'>): Promise<void> {
  const node = turn.flow.nodes.get(event.nodeId);
  if (node?.kind === 'callWebhook') {
    const renamed = Object.entries(node.config.answer).map(
      ([field, name]) => [field, event.fields[name] ?? null] as const,
    );
    keepFields(turn, Object.fromEntries(renamed));
  }
  const waits = waitingNode(turn);
  if (waits?.kind !== 'callWebhook' || waits.id !== event.nodeId || !waits.config.waitForAnswer) return;
  await leaveOrRemember(turn, waits, event.ok ? 'next' : 'failed');
}

/** The CRM knew more about the client: an open question may be answered by it. */
export async function onContactKnown(
  turn: Turn,
  event: DialogueEventOf<'contactKnown'>,
  parsers: Parsers,
): Promise<void> {
  const { name, phone, email } = event;
  if (!addMissing(turn, { name, phone, email }, parsers)) return turn.ignore('Contact.NothingNew');
  if (turn.state.slots.phone || turn.state.slots.email) emitPendingContact(turn);
  if (turn.assistantLeads && !turn.state.parked && !turn.state.consulting) await goOnIfFree(turn);
}

/** A person pressed a button of the flow. */
export async function onManualStart(turn: Turn, triggerId: string): Promise<void> {
  const trigger = turn.flow.beside.find(({ id, kind }) => id === triggerId && kind === 'manualTrigger');
  if (trigger) await runBeside(turn, trigger);
  else turn.ignore('Trigger.Missing');
}
