import { condition, defineSignal, proxyActivities, setHandler, sleep } from '@temporalio/workflow';

interface Steps {
  answer(text: string): Promise<void>;
}

const { answer } = proxyActivities<Steps>({ startToCloseTimeout: '10 seconds' });
const written = defineSignal('clientMessage');

/** The released workflow with a pause before each answer, and no patch around it. */
export async function dialogueWorkflow(text: string): Promise<void> {
  let messages = 0;
  setHandler(written, () => void (messages += 1));
  for (let turn = 1; ; turn += 1) {
    await condition(() => messages >= turn);
    await sleep('1 second');
    await answer(text);
  }
}
