import {
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { wakeUpSignalNames } from '@voronka/contracts/workflow';
import type { DialogueActivities, DialogueInputV1, PlannedCommand } from '@voronka/contracts/workflow';
import { wakeUpSignals } from './dialogue.messages.ts';
import { failureCode } from './failure-code.ts';
import { Lane } from './lane.ts';

/** Reads and decisions in our own database. Unlimited attempts: while PostgreSQL is away, the dialogue waits for it. */
const local = proxyLocalActivities<DialogueActivities>({
  startToCloseTimeout: '10 seconds', // a transaction takes milliseconds; longer means a lost connection
  retry: { initialInterval: '100 milliseconds', maximumInterval: '10 seconds' },
});

/** Answers to a channel that is somebody else's server. */
const remote = proxyActivities<DialogueActivities>({
  startToCloseTimeout: '30 seconds', // one request of at most 10 s and two transactions
  scheduleToCloseTimeout: '24 hours', // an outage of the provider delays, it does not lose
  retry: { initialInterval: '1 second', maximumInterval: '2 minutes' },
});

/** One CRM step: some requests of at most 10 s each, behind the vendor's limit. */
const crm = proxyActivities<DialogueActivities>({
  startToCloseTimeout: '2 minutes', // longer than the lease of an attempt, which is longer than a request
  heartbeatTimeout: '5 seconds', // a killed worker is noticed, without waiting for the two minutes
  scheduleToCloseTimeout: '24 hours', // an outage of the CRM delays; after a day a person is asked
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/**
 * One dialogue: reads its inbox, has each row decided, runs what was decided, waits for the next wake-up. Decides nothing
 * by itself and carries no message. Workflow Id `dialogue:{dialogueId}`; no execution timeout, because a client may answer
 * after weeks.
 *
 * @param input.afterTurn null for a first run; set by continue-as-new
 */
export async function dialogueWorkflow(input: DialogueInputV1): Promise<void> {
  const { dialogueId } = input;
  let { afterTurn } = input;
  let woken = false;
  for (const name of wakeUpSignalNames) {
    setHandler(wakeUpSignals[name], () => {
      woken = true;
    });
  }

  const runStep = async (command: PlannedCommand): Promise<void> => {
    const { turn, index, activity, lane } = command;
    try {
      await { local, remote, crm }[lane][activity]({ dialogueId, turn, index });
    } catch (error) {
      if (isCancellation(error)) throw error;
      await local.reportStepFailure({ dialogueId, turn, index, code: failureCode(error) });
      woken = true;
    }
  };
  // Two lanes, so that neither a slow CRM nor a slow channel holds up the next decision.
  const lanes = { remote: new Lane(runStep), crm: new Lane(runStep) };
  const quiet = () => lanes.remote.idle && lanes.crm.idle;

  for (;;) {
    woken = false;
    const plan = await local.decideTurn({ dialogueId, afterTurn });
    afterTurn = plan.turn;
    for (const command of plan.commands) {
      if (command.lane === 'local') await runStep(command);
      else lanes[command.lane].push(command);
    }
    if (plan.more) continue;
    const mayContinueAsNew = () => workflowInfo().continueAsNewSuggested && quiet();
    await condition(() => woken || mayContinueAsNew());
    if (mayContinueAsNew()) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof dialogueWorkflow>({ ...input, afterTurn });
    }
    // While nothing runs, what the database holds as unfinished is not on its way: after a restore of an older database
    // this run has seen steps end that the database has not. Asked from the first unfinished turn, they run again.
    if (quiet()) afterTurn = null;
  }
}
