import { VoronkaError } from '@voronka/contracts';
import type {
  AssistantTurns,
  ErrorCode,
  LanguageModelPort,
  OutgoingWebhooks,
  StepActivities,
  StepReport,
  WebhookAnswers,
} from '@voronka/contracts';
import { isFinal } from '../failure.ts';
import { buildStep } from './run-step.ts';
import type { MaterialOf, StepDependencies } from './run-step.ts';

/** What the steps need that ask systems outside. */
export interface OutsideStepDependencies extends StepDependencies {
  assistantTurns: AssistantTurns;
  languageModel: LanguageModelPort;
  webhooks: OutgoingWebhooks;
  webhookAnswers: WebhookAnswers;
}

type OutsideActivities = Pick<StepActivities, 'consultAssistant' | 'callWebhook'>;

/** An attempt must end before Temporal takes it for lost (30 seconds). */
const longestAttemptMs = 25_000;
/** What is left before the deadline for writing the answer down. */
const writeMarginMs = 500;
/** A model that answers in less time than this does not exist. */
const shortestAttemptMs = 500;
/** A token that waits for an answer must not stand for the day that other calls are repeated. */
const longestWaitForAnswerMs = 10 * 60_000;

/** Steps that ask systems outside. Each writes what it heard into the dialogue's inbox, where it is decided. */
export function buildOutsideSteps(deps: OutsideStepDependencies): OutsideActivities {
  return {
    consultAssistant: buildStep(deps, ['consultAssistant'], (material, ref) => consult(deps, material, ref)),
    callWebhook: buildStep(deps, ['callWebhook'], (material, ref) => callWebhook(deps, material, ref)),
  };
}

type Place = { dialogueId: string; turn: number; index: number };

async function consult(
  deps: OutsideStepDependencies,
  { bundle, command }: MaterialOf<'consultAssistant'>,
  ref: Place,
): Promise<StepReport> {
  const { assistant } = bundle.content;
  const { seq, deadlineAt } = command;
  if (assistant === null) return { outcome: 'cancelled', detail: { reason: 'Assistant.NotConfigured' } };
  const opened = await deps.assistantTurns.open({ ...ref, seq, deadlineAt, assistantId: assistant.id });
  if (opened === 'over') return { outcome: 'cancelled', detail: { reason: 'Proposal.TurnClosed' } };
  if (assistant.kind !== 'languageModel') return { outcome: 'done', detail: { deadlineAt } };
  return askLanguageModel(deps, assistant.id, { dialogueId: ref.dialogueId, seq }, deadlineAt);
}

async function askLanguageModel(
  deps: OutsideStepDependencies,
  assistantId: string,
  key: { dialogueId: string; seq: number },
  deadlineAt: string,
): Promise<StepReport> {
  const { assistantTurns, languageModel, now } = deps;
  const leftMs = () => Date.parse(deadlineAt) - now().getTime() - writeMarginMs;
  const giveUp = async (code: ErrorCode): Promise<StepReport> => {
    await assistantTurns.fail(key, code);
    return { outcome: 'done', detail: { code }, wake: true };
  };
  const turn = await assistantTurns.read(key);
  // An earlier attempt may have written its answer and been killed before it could say so.
  if (turn?.state !== 'open') return { outcome: 'cancelled', detail: { reason: 'Proposal.TurnClosed' }, wake: true };
  const timeoutMs = Math.min(leftMs(), longestAttemptMs);
  if (timeoutMs < shortestAttemptMs) return giveUp('Assistant.TimedOut');
  try {
    const proposal = await languageModel.propose({ assistantId, turn, timeoutMs });
    const { duplicate } = await assistantTurns.propose(key, proposal);
    return { outcome: duplicate ? 'alreadyDone' : 'done', detail: { by: proposal.by }, wake: true };
  } catch (error) {
    if (!(error instanceof VoronkaError)) throw error;
    if (error.code.startsWith('Proposal.')) return { outcome: 'cancelled', detail: { reason: error.code }, wake: true };
    // While there is time the next attempt may do better; else the flow must not wait for it.
    const pauseMs = Number(error.details['retryAfterMs'] ?? shortestAttemptMs);
    if (!isFinal(error.code) && leftMs() > pauseMs + shortestAttemptMs) {
      throw new VoronkaError(error.code, error.message, { retryAfterMs: pauseMs }, { cause: error });
    }
    return giveUp(error.code);
  }
}

async function callWebhook(
  deps: OutsideStepDependencies,
  { workspaceId, command, decidedAt, correlationId }: MaterialOf<'callWebhook'>,
  ref: Place,
): Promise<StepReport> {
  const { nodeId, webhookId, waitForAnswer, payload } = command;
  const answer = (ok: boolean, fields: Parameters<WebhookAnswers['write']>[0]['fields']) =>
    deps.webhookAnswers.write({ ...ref, nodeId, ok, fields, correlationId });
  try {
    const { status, fields } = await deps.webhooks.call({
      workspaceId,
      webhookId,
      idempotencyKey: `${ref.dialogueId}:${ref.turn}:${ref.index}`,
      body: { event: 'flow.step', dialogueId: ref.dialogueId, nodeId, decidedAt, payload },
    });
    if (!waitForAnswer) return { outcome: 'done', detail: { status } };
    await answer(true, fields);
    return { outcome: 'done', detail: { status, fields: Object.keys(fields).length }, wake: true };
  } catch (error) {
    if (!waitForAnswer || !(error instanceof VoronkaError)) throw error;
    const waitedMs = deps.now().getTime() - Date.parse(decidedAt);
    if (!isFinal(error.code) && waitedMs < longestWaitForAnswerMs) throw error;
    await answer(false, {});
    return { outcome: 'done', detail: { code: error.code }, wake: true };
  }
}
