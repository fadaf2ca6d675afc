import type { SentSignal, SignalSource } from '../dialogue/dialogue-event.ts';
import type { SignalMemory } from '../dialogue/dialogue-state.ts';
import type { WaitedEvent } from '../flow/node-configs.ts';
import type { Choice, ChoiceRule } from '../rules/choice.ts';
import type { SignalDeclaration, SignalRefusal } from '../signals/signal-catalogue.ts';
import { payloadProblems } from '../signals/signal-catalogue.ts';
import { endCircle, runTriggersFor } from './beside.ts';
import { endWait } from './conversation.ts';
import type { Happening } from './happening.ts';
import { keepFields } from './proposals.ts';
import { move, skipReasons } from './steps.ts';
import { signalsNodeId } from './trail.ts';
import type { Turn } from './turn.ts';

/** Signals that one decision may raise; more is a circle. */
const signalLimit = 10;

function declarationOf(turn: Turn, name: string): SignalDeclaration | undefined {
  return turn.content.signals?.find((declared) => declared.name === name);
}

function refusalOf(turn: Turn, source: SignalSource, { name, payload, version }: SentSignal): SignalRefusal | null {
  const declared = declarationOf(turn, name);
  if (!declared) return 'Signal.Unknown';
  if (!declared.sources.includes(source)) return 'Signal.SourceNotAllowed';
  if (payloadProblems(declared, payload).length > 0) return 'Signal.PayloadInvalid';
  const memory = turn.state.signals[name];
  if (!memory) return null;
  const newest = memory.versions[source];
  if (version !== null && newest !== undefined && version <= newest) return 'Signal.Stale';
  if (declared.oncePerDialogue) return 'Signal.OnceOnly';
  const sinceLastMs = Date.parse(turn.context.now) - Date.parse(memory.lastAt);
  return sinceLastMs < declared.cooldownSeconds * 1000 ? 'Signal.Cooldown' : null;
}

function remember(turn: Turn, source: SignalSource, { name, payload, version }: SentSignal): void {
  const before = turn.state.signals[name];
  const memory: SignalMemory = {
    count: (before?.count ?? 0) + 1,
    lastAt: turn.context.now,
    versions: { ...before?.versions, ...(version === null ? {} : { [source]: version }) },
  };
  turn.update({ signals: { ...turn.state.signals, [name]: memory } });
  keepFields(turn, payload);
}

/** The move that the funnel binds to a signal. Only an assistant that may move stages moves them; a person always may. */
function moveBySignal(turn: Turn, source: SignalSource, name: string): void {
  const stageKey = turn.content.signalStages?.[name];
  if (stageKey === undefined) return;
  const nodeId = `signal:${name}`;
  if (!turn.permitsKind(nodeId, 'moveStage')) return;
  const byPerson = source === 'operator' || source === 'crm';
  if (!byPerson && turn.content.assistant?.mode !== 'movesStages') {
    turn.skipStep(nodeId, 'moveStage', skipReasons.modeTooLow);
    return;
  }
  // A signal comes when it comes: before there is a card, it has nothing to move, and that is no fault.
  if (!turn.hasCard) {
    turn.skipStep(nodeId, 'moveStage', skipReasons.noCard);
    return;
  }
  const allowBack = source === 'operator' || turn.content.assistant?.mayMoveBack === true;
  const refused = move(turn, nodeId, stageKey, { allowBack, byPerson: source === 'operator' });
  if (refused !== null) turn.skipStep(nodeId, 'moveStage', skipReasons[refused]);
}

async function takeSignal(turn: Turn, happening: Extract<Happening, { kind: 'signal' }>): Promise<void> {
  const { source, signal } = happening;
  const { signals } = turn.trail;
  const refused = signals.length >= signalLimit ? 'Signal.TooMany' : refusalOf(turn, source, signal);
  signals.push({ name: signal.name, source, refused });
  if (refused !== null) return;
  remember(turn, source, signal);
  moveBySignal(turn, source, signal.name);
  const occasion = { signal: { name: signal.name, source }, move: null };
  await runTriggersFor(turn, occasion, null);
  await turn.about(occasion, () => endWaitDuring(turn, happening, 'signal', signal.name));
}

async function takeMove(turn: Turn, happening: Extract<Happening, { kind: 'stageMoved' }>): Promise<void> {
  const occasion = { signal: null, move: { source: 'assistant', previous: happening.previous } };
  await runTriggersFor(turn, occasion, happening.stageKey);
  await turn.about(occasion, () => endWaitDuring(turn, happening, 'stageMoved', null));
}

/** The token goes on if it waits for that, and waited already when it happened. */
async function endWaitDuring(
  turn: Turn,
  { position }: Happening,
  happened: WaitedEvent,
  signal: string | null,
): Promise<void> {
  if (turn.state.position === position) await endWait(turn, happened, signal);
}

/** Takes everything this decision brought about: signals, and moves that triggers look out for. */
export async function settle(turn: Turn): Promise<void> {
  for (let happening = turn.happenings.shift(); happening; happening = turn.happenings.shift()) {
    if (happening.kind === 'stageMoved') await takeMove(turn, happening);
    else await takeSignal(turn, happening);
    if (turn.trail.signals.length > signalLimit) {
      endCircle(turn, signalsNodeId, `more than ${signalLimit} signals at one event`);
    }
  }
}

const textChoices = new WeakMap<readonly SignalDeclaration[], Choice | null>();

/** The catalogue's rules on texts, made ready once per bundle. */
function textChoiceOf(signals: readonly SignalDeclaration[]): Choice | null {
  const known = textChoices.get(signals);
  if (known !== undefined) return known;
  const withRule = signals.filter((signal) => signal.textRule !== null && signal.sources.includes('rule'));
  const rules = withRule.flatMap(({ name, title, textRule }, at): ChoiceRule[] => {
    if (textRule === null) return [];
    return [{ id: `signal:${name}`, title, port: name, priority: withRule.length - at, conditions: textRule }];
  });
  const choice =
    rules.length > 0 ? { nodeId: signalsNodeId, rules, otherwisePort: 'none', policy: 'all' as const } : null;
  textChoices.set(signals, choice);
  return choice;
}

/** Raises the signals whose rule the client's message meets. */
export async function raiseByText(turn: Turn): Promise<void> {
  const choice = turn.content.signals ? textChoiceOf(turn.content.signals) : null;
  if (!choice) return;
  const trace = await turn.look(choice);
  turn.trail.looked('signals', trace, true);
  if (turn.choiceProblem !== null) turn.raiseIncident(signalsNodeId, 'Flow.Invalid', turn.choiceProblem);
  for (const name of trace.ports ?? []) {
    turn.happen({ kind: 'signal', source: 'rule', signal: { name, payload: {}, version: null } });
  }
}
