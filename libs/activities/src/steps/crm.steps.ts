import { Context } from '@temporalio/activity';
import type {
  Barrier,
  CardHints,
  ClaimStore,
  CrmConnectorProvider,
  IntentStore,
  StepActivities,
  StepCall,
} from '@voronka/contracts';
import type { CommandKind } from '@voronka/domain';
import type { CrmPace, FindOrCreateDeps } from '../crm/index.ts';
import { createLeadWork, findOrCreateContactWork } from './crm-create.work.ts';
import { updateContactWork } from './crm-contact.work.ts';
import { createTaskWork } from './crm-task.work.ts';
import { addNoteWork, attachHistoryWork } from './crm-text.work.ts';
import { addTagsWork, assignResponsibleWork, moveStageWork, removeTagsWork } from './crm-card.work.ts';
import { knownCardOf, openCrm } from './crm-material.ts';
import type { CrmWork } from './crm-work.ts';
import { withHeartbeat } from './heartbeat.ts';
import { NearSteps } from './near-steps.ts';
import { buildStep } from './run-step.ts';
import type { StepDependencies } from './run-step.ts';

// A request waits at most this long in the limiter; a longer wait gives the attempt back.
const maxLimiterWaitMs = 2_000;

/** What the CRM steps need. */
export interface CrmStepDependencies extends StepDependencies {
  connectors: CrmConnectorProvider;
  intents: IntentStore;
  claims: ClaimStore;
  barrier: Barrier;
  /** Cards that a step finds to be other than known are put down here, to be compared. */
  hints: CardHints;
  /** Learns how quick the CRMs are. */
  pace: CrmPace;
  /** How long an attempt holds a write, in ms; longer than `crmTimeoutMs` and the limiter's two seconds. */
  leaseMs: number;
  /** How long one request to a CRM may take, in ms. */
  crmTimeoutMs: number;
}

type CrmActivities = Pick<
  StepActivities,
  | 'findOrCreateContact'
  | 'updateContact'
  | 'createLead'
  | 'moveStage'
  | 'addTags'
  | 'removeTags'
  | 'addNote'
  | 'attachHistory'
  | 'assignResponsible'
  | 'createTask'
>;

/** Steps that write to the CRM, each effectively once. */
export function buildCrmSteps(deps: CrmStepDependencies): CrmActivities {
  const near = new NearSteps(() => deps.now().getTime());
  const crmStep = <K extends CommandKind>(kind: K, work: CrmWork<K>) => {
    const step = buildStep<K>(deps, [kind], async (material, ref) => {
      const access = await openCrm(deps.connectors, material);
      const protocol: FindOrCreateDeps = {
        crm: access.crm,
        claims: deps.claims,
        intents: deps.intents,
        barrier: deps.barrier,
        clock: () => deps.now().getTime(),
        attemptLeaseMs: deps.leaseMs,
        writeTimeoutMs: deps.crmTimeoutMs + maxLimiterWaitMs,
      };
      const { integrationId } = access;
      const report = await deps.pace.measure(integrationId, () => work(material, access, protocol, deps.steps, ref));
      const card = knownCardOf(material);
      if (report.differs && card) await deps.hints.put([{ integrationId, card }], 'step');
      return report;
    });
    return (call: StepCall) => {
      const { dialogueId, turn, index } = call;
      const run = (yields: boolean) => step({ dialogueId, turn, index }, yields);
      return Context.current().info.isLocal
        ? near.try(call, () => run(true))
        : withHeartbeat(() => near.join(call, () => run(false)));
    };
  };
  return {
    findOrCreateContact: crmStep('findOrCreateContact', findOrCreateContactWork),
    updateContact: crmStep('updateContact', updateContactWork),
    createLead: crmStep('createLead', createLeadWork),
    moveStage: crmStep('moveStage', moveStageWork),
    addTags: crmStep('addTags', addTagsWork),
    removeTags: crmStep('removeTags', removeTagsWork),
    addNote: crmStep('addNote', addNoteWork),
    attachHistory: crmStep('attachHistory', attachHistoryWork),
    assignResponsible: crmStep('assignResponsible', assignResponsibleWork),
    createTask: crmStep('createTask', createTaskWork),
  };
}
