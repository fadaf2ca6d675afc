import { canonicalJson } from '../canonical-json.ts';
import type { Bundle } from '../decide/bundle.ts';
import { decide } from '../decide/decide.ts';
import type { Decision, DecisionRecord } from '../decide/decision-record.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import { initialDialogueState } from '../dialogue/dialogue-state.ts';
import type { Locale } from '../flow/flow-graph.ts';
import type { SimulatedCard } from './pretended-step.ts';
import { pretend } from './pretended-step.ts';
import type { SimulatedDialogue, SimulatedStep, SimulatedTurn, SimulationTools } from './simulated-dialogue.ts';
import { answersOf, beginSimulation, later, saidIn } from './simulated-dialogue.ts';
import { cardAfter, eventMs } from './simulation.ts';

/** One recorded decision, with what became of its commands, by their index. */
export interface RecordedTurn {
  turn: number;
  record: DecisionRecord;
  steps: readonly (Pick<SimulatedStep, 'status' | 'detail'> & { index: number })[];
}

/** The first decisions of a dialogue, without gaps, and all bundles that made them. */
export interface Recording {
  turns: readonly RecordedTurn[];
  bundles: readonly Bundle[];
}

/** Parts of a decision, in the order in which they follow from one another. */
const decisionParts = ['ignored', 'understood', 'signals', 'path', 'commands', 'skipped'] as const;

/** In what two decisions differ; `record`: in nothing that was done, but in what is noted of it. */
export type DifferingPart = (typeof decisionParts)[number] | 'record';

/** The first decision that comes out otherwise than it was recorded. */
export interface ReplayDifference {
  turn: number;
  part: DifferingPart;
  recorded: DecisionRecord;
  now: DecisionRecord;
}

/** The dialogue as it stands after its recorded events, ready to go on with; and whether it came out as recorded. */
export interface Replayed {
  dialogue: SimulatedDialogue;
  difference: ReplayDifference | null;
}

/** A part without the names that people gave to nodes and rules. */
function essenceOf(record: DecisionRecord, part: (typeof decisionParts)[number]): unknown {
  if (part !== 'path') return record[part] ?? null;
  return record.path.map(({ nodeId, edge, beside }) => [nodeId, edge, beside === true]);
}

function differingPart(recorded: DecisionRecord, now: DecisionRecord): DifferingPart | null {
  const part = decisionParts.find(
    (name) => canonicalJson(essenceOf(recorded, name)) !== canonicalJson(essenceOf(now, name)),
  );
  return part ?? null;
}

/** With the bundle that decided then, a record must be the same to the byte; with another one, what was decided must. */
function differenceOf(turn: number, recorded: DecisionRecord, now: DecisionRecord): ReplayDifference | null {
  const part = differingPart(recorded, now);
  if (part) return { turn, part, recorded, now };
  const isSameBundle = recorded.bundleHash === now.bundleHash;
  const differs = isSameBundle && canonicalJson(recorded) !== canonicalJson(now);
  return differs ? { turn, part: 'record', recorded, now } : null;
}

/** The language a dialogue began in is told by its first decision, unless the client's words told another one. */
function firstLocale({ turns, bundles }: Recording): Locale {
  const [first] = turns;
  const fact = first?.record.facts['message.locale'];
  return (['ru', 'en'] as const).find((locale) => locale === fact) ?? bundles[0]?.content.channel.defaultLocale ?? 'ru';
}

function stepsOf(decision: Decision, { record, steps }: RecordedTurn): SimulatedStep[] {
  return decision.commands.map((command, index) => {
    const then = record.commands[index];
    const known = steps.find((step) => step.index === index);
    const isSame = then?.kind === command.kind && then.nodeId === command.nodeId && known;
    return { command, status: isSame ? known.status : 'planned', detail: isSame ? known.detail : {} };
  });
}

/** The card as it was known at the decision, with what has been done since. */
function cardAt(
  { place, state }: Pick<SimulatedDialogue, 'place' | 'state'>,
  { turn, event, decision, steps }: SimulatedTurn,
): SimulatedCard {
  const { contactKnown, lead, stageKey, historyAttached, managerId = null } = decision.record.context;
  const known = { contactKnown, lead, stageKey, historyAttached, managerId };
  let card = cardAfter({ place, state, card: known }, event, decision);
  for (const [index, { command, status }] of steps.entries()) {
    if (status !== 'done' && status !== 'alreadyDone') continue;
    card = pretend(command, card, place.bundle.content, { turn, index }).card;
  }
  return card;
}

/**
 * Decides recorded events once more, each with what was known then. Every event counts as it was recorded, also where a
 * decision before it comes out otherwise.
 *
 * @param bundle decides in the place of those that decided then; null: these themselves
 * @throws RangeError when there is nothing to replay, or a bundle is missing
 */
export async function replay(recording: Recording, tools: SimulationTools, bundle: Bundle | null): Promise<Replayed> {
  const bundles = new Map(recording.bundles.map((known) => [known.hash, known]));
  const turns: SimulatedTurn[] = [];
  let state: DialogueState = initialDialogueState(firstLocale(recording));
  let before = state;
  let pinned: Bundle | null = null;
  let difference: ReplayDifference | null = null;
  for (const recorded of recording.turns) {
    const { turn, record } = recorded;
    const { event, context } = record;
    const used = bundle ?? bundles.get(record.bundleHash);
    if (!used) throw new RangeError(`the bundle of decision ${turn} is missing`);
    const decision = await decide(used, state, event, { ...tools, context });
    difference ??= differenceOf(turn, record, decision.record);
    turns.push({ turn, event, decision, steps: stepsOf(decision, recorded) });
    before = state;
    // What PostgreSQL keeps is what JSON can say.
    state = JSON.parse(JSON.stringify(decision.nextState)) as DialogueState;
    // A move to another bundle that was refused leaves the dialogue with the one it had.
    if (pinned === null || event.kind !== 'bundleMoved' || decision.record.ignored === undefined) pinned = used;
  }
  const last = turns.at(-1);
  if (!last || !pinned) throw new RangeError('nothing is recorded');
  const { permissions, assistantOff, channelName, now } = last.decision.record.context;
  const place = { bundle: pinned, permissions, assistantOff, channelName };
  const begun = beginSimulation(place, later(now, eventMs));
  return {
    dialogue: {
      ...begun,
      state,
      card: cardAt({ place, state: before }, last),
      turns,
      messages: turns.flatMap((turn) => [...saidIn(turn.event, turn.turn), ...answersOf(turn)]),
      wakeUp: last.decision.wakeUp,
    },
    difference,
  };
}
