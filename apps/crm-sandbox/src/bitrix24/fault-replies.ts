import type { FaultReplies } from '../faults/with-fault.ts';
import { jsonReply, textReply } from '../http/http-types.ts';
import type { HttpReply } from '../http/http-types.ts';

/** The portal's errors. */
export const bitrixFaultReplies: FaultReplies = {
  error500: vendorError(500, 'INTERNAL_SERVER_ERROR', 'Internal server error'),
  html502: textReply(502, 'text/html', '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'),
  status401: vendorError(401, 'NO_AUTH_FOUND', 'Wrong authorization data'),
  status402: vendorError(402, 'PAYMENT_REQUIRED', 'Payment required'),
  status403: vendorError(403, 'ACCESS_DENIED', 'Access denied!'),
  status429: vendorError(429, 'OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.'),
  status503: vendorError(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests'),
  systemError400: vendorError(400, '', 'Internal error, please try again.'),
};

function vendorError(status: number, error: string, description: string): HttpReply {
  return jsonReply(status, { error, error_description: description });
}
