import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  executeChild,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  upsertMemo,
} from '@temporalio/workflow';

interface EchoActivities {
  echo(text: string): Promise<string>;
  refuse(text: string): Promise<void>;
}

const remote = proxyActivities<EchoActivities>({ startToCloseTimeout: '10 seconds', retry: { maximumAttempts: 1 } });
const local = proxyLocalActivities<EchoActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { maximumAttempts: 1 },
});

export const said = defineSignal<[string]>('said');
export const heard = defineQuery<string[]>('heard');
export const ask = defineUpdate<string, [string]>('ask');

/** Sends its text through every place where Temporal stores a payload or a failure, then fails with it. */
export async function talkativeWorkflow(text: string, run = 1): Promise<string> {
  const all: string[] = [];
  setHandler(said, (signal) => void all.push(`signal ${signal}`));
  setHandler(heard, () => all);
  setHandler(ask, async (question) => `answer ${await local.echo(question)}`);
  if (run === 1) {
    all.push(await remote.echo(text), await local.echo(text), await executeChild(echoWorkflow, { args: [text] }));
    for (const activities of [remote, local]) {
      // A remote activity's failure comes wrapped, a local one's bare.
      await activities.refuse(text).catch((error: Error) => all.push(((error.cause ?? error) as Error).message));
    }
    upsertMemo({ memo: text });
    await condition(() => all.some((entry) => entry.startsWith('signal')));
    await condition(() => all.some((entry) => entry === 'signal next'));
    return continueAsNew<typeof talkativeWorkflow>(text, 2);
  }
  throw ApplicationFailure.nonRetryable(`failed with ${text}`);
}

/** A child that gives back what it got. */
export async function echoWorkflow(text: string): Promise<string> {
  return text;
}
