import {
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { dialogueSearchAttributes, wakeUpSignalNames } from '@voronka/contracts/workflow';
import type { DialogueActivities, DialogueInputV1, PlannedCommand } from '@voronka/contracts/workflow';
import { Alarm } from './alarm.ts';
import { Attributes } from './attributes.ts';
import { wakeUpSignals } from './dialogue.messages.ts';
import { failureCode } from './failure-code.ts';
import { Lane } from './lane.ts';

const options = {
  /** Reads and decisions in our own database. Unlimited attempts: while PostgreSQL is away, the dialogue waits for it. */
  local: {
    startToCloseTimeout: '10 seconds', // a transaction takes milliseconds; longer means a lost connection
    retry: { initialInterval: '100 milliseconds', maximumInterval: '10 seconds' },
  },
  /** Answers to a channel that is somebody else's server, questions to assistants outside, calls of webhooks. */
  remote: {
    startToCloseTimeout: '30 seconds', // one request of at most 10 s and two transactions
    scheduleToCloseTimeout: '24 hours', // an outage of the provider delays, it does not lose
    retry: { initialInterval: '1 second', maximumInterval: '2 minutes' },
  },
  /** One CRM step: some requests of at most 10 s each, behind the vendor's limit. */
  crm: {
    startToCloseTimeout: '2 minutes', // longer than the lease of an attempt, which is longer than a request
    heartbeatTimeout: '5 seconds', // a killed worker is noticed, without waiting for the two minutes
    scheduleToCloseTimeout: '24 hours', // an outage of the CRM delays; after a day a person is asked
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  },
} as const;

const local = proxyLocalActivities<DialogueActivities>(options.local);
const remote = proxyActivities<DialogueActivities>(options.remote);
const crm = proxyActivities<DialogueActivities>(options.crm);

/** Runs one step by its Activity Type, under the label of its node. */
function run({ activity, lane, label, dialogueId, turn, index }: PlannedCommand) {
  const ref = { dialogueId, turn, index };
  if (label === undefined) return { local, remote, crm, webhook: remote }[lane][activity](ref);
  const summary = { summary: label };
  if (lane === 'local') return local[activity].executeWithOptions({ ...options.local, ...summary }, [ref]);
  if (lane === 'crm') return crm[activity].executeWithOptions({ ...options.crm, ...summary }, [ref]);
  return remote[activity].executeWithOptions({ ...options.remote, ...summary }, [ref]);
}

/**
 * One dialogue: reads its inbox, has each row decided, runs what was decided, waits for the next wake-up: a Signal, or the
 * moment that the last decision named. Decides nothing by itself and carries no message. Workflow Id
 * `dialogue:{dialogueId}`; no execution timeout, because a client may answer after weeks. It ends when the dialogue is
 * closed; the client's next message starts a new run.
 *
 * @param input.afterTurn null for a first run; set by continue-as-new
 */
export async function dialogueWorkflow(input: DialogueInputV1): Promise<void> {
  const { dialogueId } = input;
  let { afterTurn } = input;
  let woken = false;
  const wake = () => {
    woken = true;
  };
  for (const name of wakeUpSignalNames) setHandler(wakeUpSignals[name], wake);
  const alarm = new Alarm(wake);
  const attributes = new Attributes();

  const runStep = async (command: PlannedCommand): Promise<void> => {
    try {
      const { stageKey, wake: rowWritten } = await run(command);
      if (rowWritten) wake();
      if (stageKey !== undefined) attributes.show({ [dialogueSearchAttributes.stage]: stageKey });
    } catch (error) {
      if (isCancellation(error)) throw error;
      const { turn, index } = command;
      await local.reportStepFailure({ dialogueId, turn, index, code: failureCode(error) });
      wake();
    }
  };
  // Lanes, so that no slow system outside holds up the next decision or another system's steps.
  const lanes = { remote: new Lane(runStep), crm: new Lane(runStep), webhook: new Lane(runStep) };
  const quiet = () => Object.values(lanes).every((lane) => lane.idle);

  for (;;) {
    woken = false;
    const plan = await local.decideTurn({ dialogueId, afterTurn });
    afterTurn = plan.turn;
    if (plan.attributes) attributes.show(plan.attributes);
    for (const command of plan.commands) {
      if (command.lane === 'local') await runStep(command);
      else lanes[command.lane].push(command);
    }
    const mayContinueAsNew = () => workflowInfo().continueAsNewSuggested && quiet();
    // A burst does not hold a long run back: the rows that are left are read by the next one.
    const handsOver = () => mayContinueAsNew() && patched('continue-as-new-between-rows');
    if (plan.more && !handsOver()) continue;
    if (plan.wakeUp) alarm.setFor(plan.wakeUp);
    const mayEnd = () => plan.closed === true && quiet();
    await condition(() => woken || mayContinueAsNew() || mayEnd());
    if (mayContinueAsNew()) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof dialogueWorkflow>({ ...input, afterTurn });
    }
    if (!woken && mayEnd()) return;
    // While nothing runs, what the database holds as unfinished is not on its way: after a restore of an older database
    // this run has seen steps end that the database has not. Asked from the first unfinished turn, they run again.
    if (quiet()) afterTurn = null;
  }
}
