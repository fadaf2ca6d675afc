import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';

interface Steps {
  reply(text: string): Promise<void>;
}

const { reply } = proxyActivities<Steps>({ startToCloseTimeout: '10 seconds' });
const written = defineSignal('clientMessage');

/** The released workflow with its activity renamed, and no patch around it. */
export async function dialogueWorkflow(text: string): Promise<void> {
  let messages = 0;
  setHandler(written, () => void (messages += 1));
  for (let turn = 1; ; turn += 1) {
    await condition(() => messages >= turn);
    await reply(text);
  }
}
