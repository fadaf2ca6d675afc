import { delivered, jsonReply, textReply } from '../http/http-types.ts';
import type { Delivery, HttpReply } from '../http/http-types.ts';
import type { Fault } from './fault-plan.ts';

/**
 * Lets a request meet its fault.
 *
 * @param execute carries the request out; called at most once, and not at all for faults that come before
 */
export async function withFault(fault: Fault | null, execute: () => HttpReply): Promise<Delivery> {
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
      return delivered(vendorError(500, 'INTERNAL_SERVER_ERROR', 'Internal server error'));
    case 'error500':
      return delivered(vendorError(500, 'INTERNAL_SERVER_ERROR', 'Internal server error'));
    case 'html502':
      return delivered(
        textReply(502, 'text/html', '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'),
      );
    case 'status401':
      return delivered(vendorError(401, 'NO_AUTH_FOUND', 'Wrong authorization data'));
    case 'status402':
      return delivered(vendorError(402, 'PAYMENT_REQUIRED', 'Payment required'));
    case 'status403':
      return delivered(vendorError(403, 'ACCESS_DENIED', 'Access denied!'));
    case 'systemError400':
      return delivered(vendorError(400, '', 'Internal error, please try again.'));
    case 'status429':
      return delivered(vendorError(429, 'OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.'));
    case 'status503':
      return delivered(vendorError(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests'));
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

export function vendorError(status: number, error: string, description: string): HttpReply {
  return jsonReply(status, { error, error_description: description });
}
