import type { Command, Decision, PathStep } from '@voronka/domain';
import { canonicalJson, crmStepKinds, isCrmStepKind, waitsAt } from '@voronka/domain';
import fc from 'fast-check';
import type { TestDialogue } from './testing/dialogue-fixture.ts';
import { kinds } from './testing/dialogue-fixture.ts';
import type { RandomDialogue } from './testing/random-dialogue.ts';
import { anyDialogue, play } from './testing/random-dialogue.ts';

const says = (command: Command): boolean =>
  ['ask', 'reply', 'handOff'].includes(command.kind) && 'text' in command && command.text !== null;

/** Claims something about random dialogues on random flows. */
async function claim(check: (dialogue: RandomDialogue) => Promise<void>, numRuns = 200): Promise<void> {
  await fc.assert(fc.asyncProperty(anyDialogue, check), { numRuns });
}

/** Rules that a path names: those taken, and the other way out of each choice. */
function rulesOf(path: readonly PathStep[]): Set<string> {
  return new Set(
    path.flatMap(({ choice }) => {
      if (!choice) return [];
      return [...choice.rules.map((rule) => rule.ruleId), `${choice.nodeId}:${choice.port ?? ''}`];
    }),
  );
}

function expectComplete({ record, commands }: Decision, wasParked: boolean): void {
  const known = rulesOf(record.path);
  const repeats = record.event.kind === 'incidentRetried';
  for (const { ruleId } of commands) {
    if (ruleId !== null && !repeats) expect([...known]).toContain(ruleId);
  }
  // A walk that goes on behind a node where it was parked has run that node before.
  for (const { nodeId, kind } of record.path.slice(wasParked ? 1 : 0)) {
    if (!isCrmStepKind(kind)) continue;
    const done = commands.some((command) => command.nodeId === nodeId);
    const left = record.skipped.some((step) => step.nodeId === nodeId && step.reason !== '');
    expect({ nodeId, kind, accounted: done || left }).toEqual({ nodeId, kind, accounted: true });
  }
}

describe('whatever is drawn and whatever happens', () => {
  it('the same events give the same bytes, and a state that was stored between them does too', async () => {
    await claim(async (random) => {
      const [once, twice, stored] = await Promise.all([play(random), play(random), play(random, true)]);
      const bytes = (dialogue: TestDialogue): string => canonicalJson(dialogue.decisions);
      expect(bytes(twice)).toBe(bytes(once));
      expect(bytes(stored)).toBe(bytes(once));
    }, 60);
  });

  it('the assistant says nothing from a manager message to the return', async () => {
    await claim(async (random) => {
      let led = false;
      for (const { record, commands } of (await play(random)).decisions) {
        if (record.event.kind === 'managerMessage') led = true;
        if (record.event.kind === 'returnedToAssistant') led = false;
        for (const command of commands) {
          if (command.kind === 'returnToAssistant') led = false;
          expect(led && says(command)).toBe(false);
        }
      }
    });
  });

  it('nothing is said to a client who ended the dialogue, but the one goodbye, until the client writes', async () => {
    await claim(async (random) => {
      let ended = false;
      for (const { record, commands, nextState } of (await play(random)).decisions) {
        if (record.event.kind !== 'clientMessage' && ended) expect(commands.filter(says)).toEqual([]);
        ended = nextState.closed === 'stopped' || nextState.closed === 'spam';
      }
    });
  });

  it('the token stands at a node that waits, or nowhere, or is parked', async () => {
    await claim(async (random) => {
      const { decisions, bundle } = await play(random);
      const nodes = new Map(bundle.content.flow.nodes.map((node) => [node.id, node]));
      for (const { nextState } of decisions) {
        const { position, parked } = nextState;
        if (!position || parked) continue;
        const node = nodes.get(position.nodeId);
        expect({ at: position.nodeId, waits: node !== undefined && waitsAt(node) }).toMatchObject({ waits: true });
      }
    });
  });

  it('every command names the rule that led to it, and every CRM step that is not done its reason', async () => {
    await claim(async (random) => {
      let wasParked = false;
      for (const decision of (await play(random)).decisions) {
        expectComplete(decision, wasParked);
        wasParked = decision.nextState.parked !== null;
      }
    });
  });

  it('no CRM step is commanded without permission, and none at all without CRM', async () => {
    await claim(async (random) => {
      const withoutCrm = { ...random, setting: { ...random.setting, mode: 'withoutCrm' as const } };
      for (const dialogue of [await play(random), await play(withoutCrm)]) {
        for (const { commands, record } of dialogue.decisions) {
          for (const { kind } of commands) {
            if (isCrmStepKind(kind)) expect(record.context.permissions[kind].allowed).toBe(true);
          }
        }
      }
      const commanded = (await play(withoutCrm)).decisions.flatMap(kinds);
      expect(commanded.filter((kind) => crmStepKinds.some((crm) => crm === kind))).toEqual([]);
    });
  });

  it('every incident has a manager called', async () => {
    await claim(async (random) => {
      for (const decision of (await play(random)).decisions) {
        const commanded = kinds(decision);
        const raised = commanded.filter((kind) => kind === 'raiseIncident').length;
        expect(commanded.filter((kind) => kind === 'callManager').length).toBeGreaterThanOrEqual(raised);
      }
    });
  });

  it('a parked token stays where it is until a person acts', async () => {
    await claim(async (random) => {
      let before: Decision['nextState'] | null = null;
      for (const { record, nextState } of (await play(random)).decisions) {
        const stuck = before?.parked && !before.parked.settled && before.episode === nextState.episode;
        const acted = record.event.kind.startsWith('incident');
        const ends = nextState.closed !== null || nextState.handOff !== null;
        if (stuck && !acted && !ends) expect(nextState.position?.nodeId).toBe(before?.position?.nodeId);
        before = nextState;
      }
    });
  });
});

describe('timers', () => {
  it('are moments that can be waited for', async () => {
    await claim(async (random) => {
      for (const { wakeUp } of (await play(random)).decisions) {
        if (wakeUp) expect(new Date(wakeUp.at).toISOString()).toBe(wakeUp.at);
      }
    });
  });

  it('that have come do not come again at the same moment, however often they are waited for', async () => {
    await claim(async (random) => {
      const dialogue = await play(random);
      let last = '';
      for (let at = 0; at < 25 && dialogue.wakeUp; at += 1) {
        const fired = JSON.stringify(dialogue.wakeUp);
        expect(fired).not.toBe(last);
        last = fired;
        await dialogue.timer();
      }
    }, 150);
  });
});
