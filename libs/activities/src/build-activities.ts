import type { DialogueActivities, ErrorCode } from '@voronka/contracts';
import { isErrorCode } from '@voronka/contracts';
import { CrmPace } from './crm/index.ts';
import type { DecideDependencies } from './engine/decide-turn.activity.ts';
import { buildDecideTurn } from './engine/decide-turn.activity.ts';
import { buildConversationSteps } from './steps/conversation.steps.ts';
import type { ConversationDependencies } from './steps/conversation.steps.ts';
import { buildCrmSteps } from './steps/crm.steps.ts';
import type { CrmStepDependencies } from './steps/crm.steps.ts';
import { buildOutsideSteps } from './steps/outside.steps.ts';
import type { OutsideStepDependencies } from './steps/outside.steps.ts';

/** All that the activities need; the worker's composition root supplies it. */
export type ActivityDependencies = Omit<
  DecideDependencies & ConversationDependencies & CrmStepDependencies & OutsideStepDependencies,
  'pace'
>;

function toErrorCode(code: string): ErrorCode {
  return isErrorCode(code) ? code : 'Step.Failed';
}

/** Builds the activities of the dialogues' Task Queue. */
export function buildActivities(deps: ActivityDependencies): DialogueActivities {
  const pace = new CrmPace(() => deps.now().getTime());
  return {
    decideTurn: buildDecideTurn({ ...deps, pace }),
    reportStepFailure: async ({ code, ...ref }) => deps.steps.writeStepFailure(ref, toErrorCode(code)),
    ...buildConversationSteps(deps),
    ...buildCrmSteps({ ...deps, pace }),
    ...buildOutsideSteps(deps),
  };
}
