import { setTimeout as sleep } from 'node:timers/promises';
import { ScriptedDialogue } from './scripted-activities.ts';
import type { ScriptedStep } from './scripted-activities.ts';
import type { RunningDialogue } from './run-dialogue.ts';

/** A released behaviour of the dialogue workflow: how it is played, and what must have run. */
export interface Behaviour {
  script: () => ScriptedDialogue;
  play: (dialogue: RunningDialogue, script: ScriptedDialogue) => Promise<void>;
}

const ask: ScriptedStep = { activity: 'collectContactDetails', lane: 'local' };
const reply: ScriptedStep = { activity: 'sendReply', lane: 'local' };
const contact: ScriptedStep = { activity: 'findOrCreateContact', lane: 'crm' };
const lead: ScriptedStep = { activity: 'createLead', lane: 'crm' };
const stage: ScriptedStep = { activity: 'moveStage', lane: 'crm' };
const remoteReply: ScriptedStep = { activity: 'sendReply', lane: 'remote' };
const webhook: ScriptedStep = { activity: 'callWebhook', lane: 'webhook' };
const consult: ScriptedStep = { activity: 'consultAssistant', lane: 'remote' };

/** The search attributes that a dialogue shows, once it shows this one. */
async function attributesOf(handle: RunningDialogue['handle'], awaited: string): Promise<Record<string, unknown>> {
  for (let looks = 0; looks < 100; looks += 1) {
    const { typedSearchAttributes } = await handle.describe();
    const shown = typedSearchAttributes.getAll().map(({ key, value }) => [key.name, [value]] as const);
    if (shown.some(([name]) => name === awaited)) {
      return Object.fromEntries(shown.filter(([name]) => name.startsWith('Voronka')));
    }
    await sleep(50);
  }
  throw new Error(`the dialogue never showed ${awaited}`);
}

/** Types of the activities that Temporal scheduled, which local activities are not. */
async function ordinaryActivities(handle: RunningDialogue['handle']): Promise<(string | null | undefined)[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: scheduled }) =>
    scheduled ? [scheduled.activityType?.name] : [],
  );
}

/**
 * Every released behaviour leaves a recorded history of this name in `histories/`, which the replay spec holds the
 * workflow to.
 */
export const behaviours: Record<string, Behaviour> = {
  'two turns to a lead': {
    script: () => new ScriptedDialogue([[ask], [contact, lead, stage, reply]]),
    async play({ arrive, reaches, ranAll }) {
      await arrive('clientMessage');
      await reaches(['collectContactDetails 1.0']);
      await arrive('clientMessage');
      await ranAll(
        ['findOrCreateContact 2.0', 'createLead 2.1', 'moveStage 2.2'],
        ['collectContactDetails 1.0', 'sendReply 2.3'],
      );
    },
  },
  'a slow crm does not hold up the conversation': {
    script: () => new ScriptedDialogue([[{ ...contact, until: 'crm is back' }, reply], [reply]]),
    async play({ arrive, ranAll }, script) {
      await arrive('clientMessage');
      await ranAll(['start findOrCreateContact 1.0'], ['sendReply 1.1']);
      await arrive('clientMessage');
      await ranAll(['start findOrCreateContact 1.0'], ['sendReply 1.1', 'sendReply 2.0']);
      script.release('crm is back');
      await ranAll(['start findOrCreateContact 1.0', 'findOrCreateContact 1.0'], ['sendReply 1.1', 'sendReply 2.0']);
    },
  },
  'answers keep their order on a slow channel': {
    script: () => new ScriptedDialogue([[{ ...remoteReply, until: 'provider is back' }], [remoteReply, contact]]),
    async play({ arrive, reaches }, script) {
      await arrive('clientMessage');
      await reaches(['start sendReply 1.0']);
      await arrive('clientMessage');
      await reaches(['start sendReply 1.0', 'findOrCreateContact 2.1']);
      script.release('provider is back');
      await reaches(['start sendReply 1.0', 'findOrCreateContact 2.1', 'sendReply 1.0', 'sendReply 2.0']);
    },
  },
  'a webhook that does not answer holds up neither words nor the crm': {
    script: () =>
      new ScriptedDialogue([
        [{ ...webhook, until: 'receiver is back', writesRow: true }, remoteReply, contact],
        [consult],
        [remoteReply],
      ]),
    async play({ arrive, reaches, ranAll }, script) {
      await arrive('clientMessage');
      await ranAll(['start callWebhook 1.0'], ['sendReply 1.1'], ['findOrCreateContact 1.2']);
      await arrive('clientMessage');
      await ranAll(['start callWebhook 1.0'], ['sendReply 1.1', 'consultAssistant 2.0'], ['findOrCreateContact 1.2']);
      const before = [...script.log];
      script.release('receiver is back');
      await reaches([...before, 'callWebhook 1.0', 'sendReply 3.0']);
    },
  },
  'a step that failed for good is decided': {
    script: () =>
      new ScriptedDialogue([
        [{ ...lead, failsWith: 'Crm.Rejected' }],
        [
          { activity: 'raiseIncident', lane: 'local' },
          { activity: 'callManager', lane: 'local' },
        ],
      ]),
    async play({ arrive, reaches }) {
      await arrive('clientMessage');
      await reaches(['failed 1.0 Crm.Rejected', 'raiseIncident 2.0', 'callManager 2.1']);
    },
  },
  'rows without a wake-up are decided with the next one': {
    script: () => new ScriptedDialogue([[reply], [reply], [reply]]),
    async play({ arrive, reaches }, script) {
      script.rows += 2; // written while Temporal was away
      await arrive('managerMessage');
      await reaches(['sendReply 1.0', 'sendReply 2.0', 'sendReply 3.0']);
    },
  },
  'steps whose end a restore has forgotten run again': {
    script: () => new ScriptedDialogue([[ask], [contact, lead]]),
    async play({ arrive, handle, reaches }, script) {
      const once = ['collectContactDetails 1.0', 'findOrCreateContact 2.0', 'createLead 2.1'];
      await arrive('clientMessage');
      await arrive('clientMessage');
      await reaches(once);
      script.loseOutcomesOf(2);
      // The run may still be hearing that its last step ended; the sweeper, too, wakes more than once.
      for (let wakeUps = 0; wakeUps < 25 && script.log.length === once.length; wakeUps += 1) {
        await handle.signal('clientMessage', { seq: 2 });
        await sleep(200);
      }
      await reaches([...once, 'findOrCreateContact 2.0', 'createLead 2.1']);
    },
  },
  'a doubled wake-up does nothing': {
    script: () => new ScriptedDialogue([[reply], [reply]]),
    async play({ arrive, handle, reaches }) {
      await arrive('clientMessage');
      await handle.signal('clientMessage', { seq: 1 });
      await reaches(['sendReply 1.0']);
      await arrive('returnedToAssistant');
      await reaches(['sendReply 1.0', 'sendReply 2.0']);
    },
  },
  'a wake-up comes by itself, and one that moves away costs no new timer': {
    script: () =>
      new ScriptedDialogue([[ask], [ask], [reply]], { 1: { wakesAfterMs: 2_000 }, 2: { wakesAfterMs: 4_000 } }),
    async play({ arrive, handle, reaches }) {
      await arrive('clientMessage');
      await reaches(['collectContactDetails 1.0']);
      await arrive('clientMessage');
      await reaches(['collectContactDetails 1.0', 'collectContactDetails 2.0', 'sendReply 3.0']);
      const started = (await handle.fetchHistory()).events?.filter((event) => event.timerStartedEventAttributes) ?? [];
      expect(started.length).toBeLessThanOrEqual(2);
    },
  },
  'a closed dialogue ends its run': {
    script: () =>
      new ScriptedDialogue([[reply], [{ activity: 'closeDialogue', lane: 'local' }]], { 2: { closed: true } }),
    async play({ arrive, handle, reaches }) {
      await arrive('clientMessage');
      await reaches(['sendReply 1.0']);
      await arrive('timer');
      await reaches(['sendReply 1.0', 'closeDialogue 2.0']);
      await handle.result();
    },
  },
  'a step that writes a row has it decided': {
    script: () =>
      new ScriptedDialogue([
        [{ activity: 'assignManager', lane: 'local', writesRow: true }],
        [{ activity: 'assignResponsible', lane: 'crm' }],
      ]),
    async play({ arrive, reaches }) {
      await arrive('clientMessage');
      await reaches(['assignManager 1.0', 'assignResponsible 2.0']);
    },
  },
  'quick crm steps run within the workflow task, after the words': {
    script: () => new ScriptedDialogue([[ask], [contact, lead, stage, reply]], { 2: { near: true } }),
    async play({ arrive, handle, reaches }) {
      await arrive('clientMessage');
      await reaches(['collectContactDetails 1.0']);
      await arrive('clientMessage');
      const words = ['collectContactDetails 1.0', 'sendReply 2.3'];
      await reaches([...words, 'findOrCreateContact 2.0', 'createLead 2.1', 'moveStage 2.2']);
      expect(await ordinaryActivities(handle)).toEqual([]);
    },
  },
  'a crm step that is put off runs as an ordinary one, and those behind it follow': {
    script: () => new ScriptedDialogue([[contact, { ...lead, putOff: true }, stage]], { 1: { near: true } }),
    async play({ arrive, handle, reaches }) {
      await arrive('clientMessage');
      await reaches(['findOrCreateContact 1.0', 'put off createLead 1.1', 'createLead 1.1', 'moveStage 1.2']);
      expect(await ordinaryActivities(handle)).toEqual(['createLead', 'moveStage']);
    },
  },
  'a step that failed for good beside the loop is reported before the next decision': {
    script: () =>
      new ScriptedDialogue(
        [
          [{ ...lead, putOff: true, failsWith: 'Crm.Rejected' }, stage],
          [
            { activity: 'raiseIncident', lane: 'local' },
            { activity: 'callManager', lane: 'local' },
          ],
        ],
        { 1: { near: true } },
      ),
    async play({ arrive, ranAll }) {
      await arrive('clientMessage');
      await ranAll(
        ['put off createLead 1.0', 'failed 1.0 Crm.Rejected', 'moveStage 1.1'],
        ['raiseIncident 2.0', 'callManager 2.1'],
      );
    },
  },
  'a quick crm step that is refused for good is reported before those behind it': {
    script: () =>
      new ScriptedDialogue(
        [[contact, { ...lead, failsWith: 'Crm.Rejected' }, stage], [{ activity: 'raiseIncident', lane: 'local' }]],
        { 1: { near: true } },
      ),
    async play({ arrive, handle, reaches }) {
      await arrive('clientMessage');
      await reaches(['findOrCreateContact 1.0', 'failed 1.1 Crm.Rejected', 'moveStage 1.2', 'raiseIncident 2.0']);
      expect(await ordinaryActivities(handle)).toEqual([]);
    },
  },
  'where it stands can be searched, and steps carry the labels of their nodes': {
    script: () =>
      new ScriptedDialogue(
        [
          [
            { ...reply, label: 'Спасибо' },
            { ...stage, label: 'В работу', stageKey: 'firstContact' },
          ],
        ],
        { 1: { attributes: { VoronkaState: 'assistant', VoronkaStage: '', VoronkaChannel: 'channel-1' } } },
      ),
    async play({ arrive, handle, ranAll }) {
      await arrive('clientMessage');
      await ranAll(['sendReply 1.0'], ['moveStage 1.1']);
      expect(await attributesOf(handle, 'VoronkaStage')).toEqual({
        VoronkaChannel: ['channel-1'],
        VoronkaStage: ['firstContact'],
        VoronkaState: ['assistant'],
      });
    },
  },
};

/** File name of a behaviour's history. */
export function historyFileOf(behaviour: string): string {
  return `${behaviour.replaceAll(' ', '-')}.json`;
}
