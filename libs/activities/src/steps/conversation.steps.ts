import type { CommandRef, ManagerAssignment, OutboxSender, StepActivities, StepReport } from '@voronka/contracts';
import { buildStep } from './run-step.ts';
import type { StepDependencies } from './run-step.ts';

/** What the steps of the conversation need. */
export interface ConversationDependencies extends StepDependencies {
  sender: OutboxSender;
  assignment: ManagerAssignment;
}

type ConversationActivities = Pick<
  StepActivities,
  | 'collectName'
  | 'collectPhone'
  | 'collectEmail'
  | 'collectContactDetails'
  | 'sendReply'
  | 'qualify'
  | 'handOff'
  | 'callManager'
  | 'raiseIncident'
  | 'escalate'
  | 'assignManager'
  | 'returnToAssistant'
  | 'closeDialogue'
>;

/** Steps that speak to the client or call a person. None of them touches the CRM. */
export function buildConversationSteps(deps: ConversationDependencies): ConversationActivities {
  const { steps, sender, assignment } = deps;

  const send = async (ref: CommandRef): Promise<StepReport> => reportOf(await sender.sendForCommand(ref));
  /** Most words are in the site's chat as soon as they are written down as sent. */
  const speak = <K extends 'ask' | 'reply'>(kind: K) =>
    buildStep(deps, [kind], (_, ref) => send(ref), {
      async atOnce(ref) {
        const shown = await sender.show(ref);
        return shown && { report: reportOf(shown.outcome), command: kind, correlationId: shown.correlationId };
      },
    });
  const collect = speak('ask');

  return {
    collectName: collect,
    collectPhone: collect,
    collectEmail: collect,
    collectContactDetails: collect,
    sendReply: speak('reply'),
    qualify: buildStep(deps, ['qualify'], async ({ command }) => ({
      outcome: 'done',
      detail: { score: command.score, reasons: command.reasons.length },
    })),
    handOff: buildStep(deps, ['handOff'], async ({ command }, ref) => {
      await steps.callManager(ref);
      return command.text === null ? { outcome: 'done', detail: {} } : send(ref);
    }),
    callManager: buildStep(deps, ['callManager'], async (_, ref) => {
      await steps.callManager(ref);
      return { outcome: 'done', detail: {} };
    }),
    escalate: buildStep(deps, ['escalate'], async ({ command, dialogueId, correlationId }, ref) => {
      await steps.escalate(ref, command.level);
      const { managerId, reason } = await assignment.passOn(dialogueId, { correlationId });
      return { outcome: 'done', detail: { level: command.level, managerId, reason }, wake: true };
    }),
    assignManager: buildStep(deps, ['assignManager'], async ({ dialogueId, correlationId }) => {
      const { managerId, reason } = await assignment.assign(dialogueId, { correlationId });
      return { outcome: 'done', detail: { managerId, reason }, wake: true };
    }),
    // Both took effect with the decision; the step makes them readable in history.
    returnToAssistant: buildStep(deps, ['returnToAssistant'], async () => ({ outcome: 'done', detail: {} })),
    closeDialogue: buildStep(deps, ['closeDialogue'], async ({ command }) => ({
      outcome: 'done',
      detail: { reason: command.reason },
    })),
    raiseIncident: buildStep(deps, ['raiseIncident'], async ({ command }, ref) => {
      await steps.raiseIncident(ref);
      return { outcome: 'done', detail: { code: command.code } };
    }),
  };
}

function reportOf(outcome: 'sent' | 'cancelled' | 'perhaps'): StepReport {
  return outcome === 'cancelled'
    ? { outcome: 'cancelled', detail: { reason: 'takenOver' } }
    : { outcome: 'done', detail: { delivery: outcome } };
}
