import type { AssistantMode, BundleContent, Command, DialogueEventBody, SignalDeclaration } from '@voronka/domain';
import fc from 'fast-check';
import { TestDialogue } from './dialogue-fixture.ts';
import { text } from './flow-builder.ts';
import type { Happening } from './random-events.ts';
import { anyHappening } from './random-events.ts';
import { anyFlow, maybe, minutes } from './random-flow.ts';

/** The catalogue of every random dialogue. */
const signals: SignalDeclaration[] = ['hot', 'cold'].map((name, at) => ({
  name,
  title: text(name),
  sources: ['rule', 'assistant', 'crm', 'timer', 'operator'],
  fields: [],
  cooldownSeconds: at * 60,
  oncePerDialogue: false,
  textRule: at === 0 ? { fact: 'message.text', operator: 'hasAnyWord', value: ['цена'] } : null,
  onStage: at === 0 ? null : 'decision',
}));

/** Everything of a bundle but its flow. */
const anySetting = fc.record({
  mode: fc.constantFrom<AssistantMode>('withoutCrm', 'collectsContacts', 'qualifiesAndCreatesLead', 'movesStages'),
  kind: fc.constantFrom('builtIn', 'builtIn', 'outside'),
  mayMoveBack: maybe,
  searchExisting: maybe,
  policies: fc.record({
    automaticTags: fc.constantFrom<string[][]>([], ['site']),
    notes: maybe,
    history: maybe,
    returnAfterMinutes: fc.option(minutes, { nil: null }),
    answerWithinMinutes: fc.option(minutes, { nil: null }),
    closeAfterDays: fc.constantFrom(null, 1, 30),
    assignOnNewDialogue: maybe,
  }),
  calendar: fc.option(
    fc.constant<NonNullable<BundleContent['calendar']>>({
      timeZone: 'Europe/Moscow',
      week: [{ day: 1, from: '09:00', to: '18:00' }],
      holidays: [],
    }),
    { nil: null },
  ),
});

/** What a random dialogue is made of. */
export const anyDialogue = fc.record({
  flow: anyFlow,
  setting: anySetting,
  happenings: fc.array(anyHappening, { minLength: 1, maxLength: 25, size: '+1' }),
});

/** One random dialogue. */
export type RandomDialogue = typeof anyDialogue extends fc.Arbitrary<infer D> ? D : never;

/** Calls for people are not steps that park a dialogue. */
function mayFail({ kind }: Command): boolean {
  return kind !== 'raiseIncident' && kind !== 'callManager';
}

function eventOf(dialogue: TestDialogue, happening: Happening): DialogueEventBody | null {
  const { wakeUp, state } = dialogue;
  switch (happening.does) {
    case 'event':
      return happening.body;
    case 'timer':
      return wakeUp && { kind: 'timer', timer: wakeUp.timer, key: wakeUp.key, dueAt: wakeUp.at };
    case 'answerTurn':
      return (
        state.consulting && {
          kind: 'proposal',
          turnSeq: state.consulting.seq,
          assistantId: 'a',
          by: 'a',
          reply: happening.reply,
          slots: {},
          signals: [],
        }
      );
    case 'failStep': {
      const commands = dialogue.decisions.flatMap((decision): Command[] => decision.commands).filter(mayFail);
      const failed = commands.at(-1 - happening.pick);
      return failed
        ? { kind: 'stepFailed', turn: 1, index: 0, nodeId: failed.nodeId, code: 'Crm.Rejected', commands: [failed] }
        : null;
    }
    case 'settle':
      return state.parked && { kind: happening.how, incidentId: 'i', nodeId: state.parked.nodeId, byUserId: 'u' };
    default:
      return null;
  }
}

/** Plays a random dialogue. @param stored whether its state is stored and read again between the events */
export async function play({ flow, setting, happenings }: RandomDialogue, stored = false): Promise<TestDialogue> {
  const dialogue = new TestDialogue({
    flow,
    mode: setting.mode,
    assistant: { kind: setting.kind, mayMoveBack: setting.mayMoveBack },
    switches: { searchExisting: setting.searchExisting },
    policies: setting.policies,
    content: { signals, signalStages: { hot: 'negotiation' }, calendar: setting.calendar },
  });
  for (const happening of happenings) {
    if (stored) dialogue.from(JSON.parse(JSON.stringify(dialogue.state)) as TestDialogue['state']);
    if (happening.does === 'given') dialogue.given(happening.changes);
    if (happening.does === 'later') dialogue.later(happening.minutes);
    const body = eventOf(dialogue, happening);
    if (happening.does === 'timer' && dialogue.wakeUp && dialogue.wakeUp.at > dialogue.time) {
      dialogue.at(dialogue.wakeUp.at);
    }
    if (body) await dialogue.on(body);
  }
  return dialogue;
}
