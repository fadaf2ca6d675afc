import type { BundleContent } from '../decide/bundle.ts';
import type { Command } from '../dialogue/command.ts';
import type { DialogueEventBody } from '../dialogue/dialogue-event.ts';
import { isCrmStepKind } from '../permission/permission.ts';
import type { SimulatedCard } from './pretended-step.ts';
import { pretend } from './pretended-step.ts';
import type { CrmMood, LateSteps, SimulatedDialogue, SimulatedStep } from './simulated-dialogue.ts';

/** A CRM that does not answer is asked for so long; then a person is. */
export const crmPatienceMs = 24 * 3_600_000;

/** What a CRM that refuses, or never answered, is told as. */
const failureCodes = { refuses: 'Crm.Rejected', silent: 'Crm.Unreachable' } as const;

/** What becomes of the commands of one decision. */
interface CarriedOut {
  card: SimulatedCard;
  steps: SimulatedStep[];
  late: LateSteps | null;
  /** What the product is told by those who carried them out. */
  answers: DialogueEventBody[];
}

function failure(turn: number, index: number, commands: Command[], mood: keyof typeof failureCodes): DialogueEventBody {
  const nodeId = commands[0]?.nodeId ?? '';
  return { kind: 'stepFailed', turn, index, nodeId, code: failureCodes[mood], commands };
}

/**
 * Carries commands out in memory. CRM steps run one after another: the first one that is refused takes those of its turn
 * that come behind with it, and behind one that is not answered all others wait.
 *
 * @param at when, ISO 8601 UTC
 */
export function carryOut(
  commands: readonly Command[],
  before: { card: SimulatedCard; crm: CrmMood; late: LateSteps | null },
  { turn, at, content }: { turn: number; at: string; content: BundleContent },
): CarriedOut {
  let { card, late } = before;
  const steps: SimulatedStep[] = [];
  const answers: DialogueEventBody[] = [];
  const refused: { index: number; command: Command }[] = [];
  for (const [index, command] of commands.entries()) {
    if (isCrmStepKind(command.kind) && before.crm === 'silent') {
      late = { since: late?.since ?? at, steps: [...(late?.steps ?? []), { turn, index, command }] };
      steps.push({ command, status: 'delayed', detail: {} });
    } else if (isCrmStepKind(command.kind) && before.crm === 'refuses') {
      steps.push({ command, ...refusedStep(refused.length === 0, 'refuses') });
      refused.push({ index, command });
    } else {
      const outcome = pretend(command, card, content, { turn, index });
      card = outcome.card;
      steps.push({ command, status: outcome.status, detail: outcome.detail });
      if (outcome.answer) answers.push(outcome.answer);
    }
  }
  const [first] = refused;
  const told = refused.map(({ command }) => command);
  return { card, late, steps, answers: first ? [...answers, failure(turn, first.index, told, 'refuses')] : answers };
}

function refusedStep(isFirst: boolean, mood: keyof typeof failureCodes): Omit<SimulatedStep, 'command'> {
  return isFirst ? { status: 'failed', detail: { code: failureCodes[mood] } } : { status: 'cancelled', detail: {} };
}

function withStep(
  dialogue: SimulatedDialogue,
  { turn, index }: { turn: number; index: number },
  outcome: Omit<SimulatedStep, 'command'>,
): SimulatedDialogue {
  const turns = dialogue.turns.map((decided) => {
    if (decided.turn !== turn) return decided;
    return { ...decided, steps: decided.steps.map((step, at) => (at === index ? { ...step, ...outcome } : step)) };
  });
  return { ...dialogue, turns };
}

/** The CRM answers again: what waited for it is done, in order. */
export function answerLate(dialogue: SimulatedDialogue): SimulatedDialogue {
  let present: SimulatedDialogue = { ...dialogue, late: null };
  for (const { turn, index, command } of dialogue.late?.steps ?? []) {
    const { status, detail, card } = pretend(command, present.card, present.place.bundle.content, { turn, index });
    present = withStep({ ...present, card }, { turn, index }, { status, detail });
  }
  return present;
}

/** What waits longest fails for good, and with it the CRM steps of its turn behind it. */
export function failFirstLate(
  dialogue: SimulatedDialogue,
  mood: keyof typeof failureCodes,
): { dialogue: SimulatedDialogue; answer: DialogueEventBody | null } {
  const [first, ...others] = dialogue.late?.steps ?? [];
  if (!first) return { dialogue, answer: null };
  const behind = others.filter(({ turn }) => turn === first.turn);
  const left = others.filter(({ turn }) => turn !== first.turn);
  let present: SimulatedDialogue = {
    ...dialogue,
    late: left.length > 0 ? { since: dialogue.now, steps: left } : null,
  };
  for (const step of [first, ...behind]) present = withStep(present, step, refusedStep(step === first, mood));
  const commands = [first, ...behind].map(({ command }) => command);
  return { dialogue: present, answer: failure(first.turn, first.index, commands, mood) };
}
