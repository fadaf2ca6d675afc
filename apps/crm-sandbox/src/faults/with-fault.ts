import { delivered } from '../http/http-types.ts';
import type { Delivery, HttpReply } from '../http/http-types.ts';
import type { Fault, FaultKind } from './fault-plan.ts';

/** Faults that the vendor answers with an error of its own. */
export type AnsweredFault = Extract<
  FaultKind,
  'error500' | 'html502' | 'status401' | 'status402' | 'status403' | 'status429' | 'status503' | 'systemError400'
>;

/** How a vendor words these errors. */
export type FaultReplies = Readonly<Record<AnsweredFault, HttpReply>>;

/**
 * Lets a request meet its fault.
 *
 * @param replies the vendor's errors
 * @param execute carries the request out; called at most once, and not at all for faults that come before
 */
export async function withFault(
  fault: Fault | null,
  replies: FaultReplies,
  execute: () => HttpReply,
): Promise<Delivery> {
  if (!fault) return delivered(execute());
  switch (fault.kind) {
    case 'dropBefore':
      return { kind: 'drop' };
    case 'hang':
      return { kind: 'hang' };
    case 'dropAfterWrite':
      execute();
      return { kind: 'drop' };
    case 'error500AfterWrite':
      execute();
      return delivered(replies.error500);
    case 'slow': {
      const reply = execute();
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
      return delivered(reply);
    }
    case 'splitUtf8':
      return { kind: 'reply', reply: execute(), splitUtf8: true };
    case 'searchLag':
    case 'filterIgnored':
      return delivered(execute());
    default:
      return delivered(replies[fault.kind]);
  }
}
