import type { Fault } from '../faults/fault-plan.ts';
import { delivered } from '../http/http-types.ts';
import type { Delivery, HttpReply } from '../http/http-types.ts';
import { ApiError, badRequest, forbidden, unauthorized } from './api-error.ts';
import { htmlPage, problemReply } from './replies.ts';

/**
 * Lets a request meet its fault, in the account's dialect.
 *
 * @param execute carries the request out; called at most once, and not at all for faults that come before
 */
export async function withAmoFault(fault: Fault | null, execute: () => HttpReply): Promise<Delivery> {
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
      return delivered(htmlPage(500, '500 Internal Server Error'));
    case 'error500':
      return delivered(htmlPage(500, '500 Internal Server Error'));
    case 'html502':
      return delivered(htmlPage(502, '502 Bad Gateway'));
    case 'status401':
      return delivered(problemReply(unauthorized('Unauthorized')));
    case 'status402':
      return delivered(problemReply(new ApiError(402, 'Payment Required', 'Account is not paid')));
    case 'status403':
      return delivered(problemReply(forbidden('Forbidden')));
    case 'status429':
      return delivered(htmlPage(429, '429 Too Many Requests'));
    case 'status503':
      return delivered(htmlPage(503, '503 Service Temporarily Unavailable'));
    case 'systemError400':
      return delivered(problemReply(badRequest('Возникла системная ошибка. Пожалуйста, повторите попытку.')));
    case 'slow': {
      const reply = execute();
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
      return delivered(reply);
    }
    case 'splitUtf8':
      return { kind: 'reply', reply: execute(), splitUtf8: true };
    case 'searchLag':
      return delivered(execute());
  }
}
