import { newPerson, priceQuestion } from '@voronka/testing';

/** One dialogue as a client leads it. */
export interface Conversation {
  /** Writes a message; resolves when the answer to it is there. */
  say(text: string): Promise<void>;
  /** Resolves when the last step of the dialogue has ended. @returns the id of its workflow */
  finished(): Promise<string>;
  /** Ends what the client keeps open. */
  leave(): void;
}

/** A program that leads dialogues. */
export interface Contender {
  /** A client who has not written yet. */
  arrive(): Promise<Conversation>;
}

/** How a wave of dialogues went. */
export interface Wave {
  readonly workflowIds: readonly string[];
  /** From sending a message to its answer, in ms. */
  readonly replyMs: readonly number[];
  /** From the first message to the end of the last step. */
  readonly seconds: number;
}

/**
 * Leads dialogues of the scenario, a fixed number at any time, each to its end.
 *
 * @param atOnce how many clients there are at any time
 */
export async function playDialogues(contender: Contender, dialogues: number, atOnce: number): Promise<Wave> {
  const workflowIds: string[] = [];
  const replyMs: number[] = [];
  let left = dialogues;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(atOnce, dialogues) }, async () => {
      while (left > 0) {
        left -= 1;
        const conversation = await contender.arrive();
        replyMs.push(...(await ask(conversation)));
        workflowIds.push(await conversation.finished());
        conversation.leave();
      }
    }),
  );
  return { workflowIds, replyMs, seconds: (performance.now() - startedAt) / 1_000 };
}

/** All clients are there before the first of them writes; then all write at the same moment. */
export async function playTogether(contender: Contender, atOnce: number): Promise<Wave> {
  const conversations = await Promise.all(Array.from({ length: atOnce }, () => contender.arrive()));
  const startedAt = performance.now();
  const replies = await Promise.all(conversations.map(ask));
  const workflowIds = await Promise.all(conversations.map((conversation) => conversation.finished()));
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const conversation of conversations) conversation.leave();
  return { workflowIds, replyMs: replies.flat(), seconds };
}

/** The client asks for the price, is asked who they are, and answers. */
async function ask(conversation: Conversation): Promise<number[]> {
  const { introduction } = newPerson();
  const replyMs: number[] = [];
  for (const text of [priceQuestion, introduction]) {
    const sentAt = performance.now();
    await conversation.say(text);
    replyMs.push(performance.now() - sentAt);
  }
  return replyMs;
}
