import { resume } from './conversation.ts';
import { releaseSettled } from './incidents.ts';
import type { Turn } from './turn.ts';

/** The assistant leads again: what a person settled meanwhile goes on, else the conversation does. */
export async function leadAgain(turn: Turn): Promise<void> {
  if (!(await releaseSettled(turn))) await resume(turn);
}
