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
};

/** File name of a behaviour's history. */
export function historyFileOf(behaviour: string): string {
  return `${behaviour.replaceAll(' ', '-')}.json`;
}
