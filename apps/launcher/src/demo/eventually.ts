import { setTimeout as sleep } from 'node:timers/promises';
import { DemoRequestError } from './http-json.ts';

/**
 * Asks again and again until there is an answer.
 *
 * @param what what is waited for, for the error
 * @throws DemoRequestError when there is none after `timeoutMs`
 */
export async function eventually<T>(what: string, timeoutMs: number, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() >= deadline) throw new DemoRequestError(`${what}: not within ${timeoutMs / 1_000} s`);
    await sleep(150);
  }
}
