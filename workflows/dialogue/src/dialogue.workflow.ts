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
import type {
  DialogueActivities,
  DialogueInputV1,
  PlannedCommand,
  StepFailure,
  StepOutcome,
} from '@voronka/contracts/workflow';
import { Alarm } from './alarm.ts';
import { Attributes } from './attributes.ts';
import { wakeUpSignals } from './dialogue.messages.ts';
import { failureCode } from './failure-code.ts';
import { isLaneCommand, Lanes } from './lanes.ts';
import type { LaneCommand } from './lanes.ts';

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
  /** The same CRM step, tried within the workflow task. It answers in time by itself, and is not repeated here. */
  near: { startToCloseTimeout: '10 seconds', retry: { maximumAttempts: 1 } },
} as const;

const local = proxyLocalActivities<DialogueActivities>(options.local);
const remote = proxyActivities<DialogueActivities>(options.remote);
const crm = proxyActivities<DialogueActivities>(options.crm);
const near = proxyLocalActivities<DialogueActivities>(options.near);

/** Tries one CRM step within the workflow task, under the label of its node. @returns null when it is still to be run */
async function tryNear(
  { activity, label, dialogueId, turn, index }: PlannedCommand,
  nearUntilMs: number | undefined,
): Promise<StepOutcome | null> {
  const call = { dialogueId, turn, index, nearUntilMs };
  const summary = label === undefined ? {} : { summary: label };
  try {
    const outcome = await near[activity].executeWithOptions({ ...options.near, ...summary }, [call]);
    return outcome.outcome === 'later' ? null : outcome;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return null;
  }
}

/** Runs one step by its Activity Type, under the label of its node. */
function run({ activity, lane, label, dialogueId, turn, index }: PlannedCommand) {
  const ref = { dialogueId, turn, index };
  if (label === undefined) return { local, remote, crm, webhook: remote }[lane][activity](ref);
  const summary = { summary: label };
  if (lane === 'local') return local[activity].executeWithOptions({ ...options.local, ...summary }, [ref]);
  if (lane === 'crm') return crm[activity].executeWithOptions({ ...options.crm, ...summary }, [ref]);
  return remote[activity].executeWithOptions({ ...options.remote, ...summary }, [ref]);
}

/** A step that failed for good, as it is reported. @param code `Step.Failed` when it has none */
function failureOf({ dialogueId, turn, index }: PlannedCommand, code = 'Step.Failed'): StepFailure {
  return { dialogueId, turn, index, code };
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

  /** Steps that failed for good beside the loop and are still to be reported. */
  const failed: StepFailure[] = [];
  let oneByOne = false;

  const settle = ({ stageKey, wake: rowWritten }: StepOutcome): void => {
    if (rowWritten) wake();
    if (stageKey !== undefined) attributes.show({ [dialogueSearchAttributes.stage]: stageKey });
  };
  const runStep = async (command: PlannedCommand): Promise<void> => {
    try {
      settle(await run(command));
    } catch (error) {
      if (isCancellation(error)) throw error;
      const failure = failureOf(command, failureCode(error));
      if (oneByOne && isLaneCommand(command)) {
        failed.push(failure);
        wake();
        // The steps behind it are to find it reported.
        await condition(() => !failed.includes(failure));
      } else {
        await local.reportStepFailure(failure);
        wake();
      }
    }
  };
  const lanes = new Lanes(runStep);
  const quiet = () => lanes.idle && failed.length === 0;
  /** Runs CRM steps within the workflow task; from the first that has to run as an ordinary one, they go to their lane. */
  const runNear = async (commands: readonly LaneCommand[], nearUntilMs: number | undefined): Promise<void> => {
    let stageKey: string | undefined;
    for (const command of commands) {
      const outcome = lanes.isIdle('crm') ? await tryNear(command, nearUntilMs) : null;
      if (outcome === null) lanes.push(command);
      if (outcome?.outcome === 'failed') await local.reportStepFailure(failureOf(command, outcome.code));
      if (outcome?.outcome === 'failed' || outcome?.wake) wake();
      stageKey = outcome?.stageKey ?? stageKey;
    }
    // What can be searched changes once for all of them.
    if (stageKey !== undefined) attributes.show({ [dialogueSearchAttributes.stage]: stageKey });
  };

  for (;;) {
    woken = false;
    for (let failure = failed[0]; failure; failure = failed[0]) {
      await local.reportStepFailure(failure);
      failed.shift();
    }
    const plan = await local.decideTurn({ dialogueId, afterTurn });
    afterTurn = plan.turn;
    oneByOne ||= plan.oneByOne === true;
    if (plan.attributes) attributes.show(plan.attributes);
    const { commands, nearUntilMs } = plan;
    const quick: LaneCommand[] = [];
    for (const command of commands) {
      if (!isLaneCommand(command)) await runStep(command);
      else if (command.lane === 'crm' && nearUntilMs !== undefined) quick.push(command);
      else lanes.push(command);
    }
    // After all that is said to the client.
    await runNear(quick, nearUntilMs);
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
