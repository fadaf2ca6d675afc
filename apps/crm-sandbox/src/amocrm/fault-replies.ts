import type { FaultReplies } from '../faults/with-fault.ts';
import { ApiError, badRequest, forbidden, unauthorized } from './api-error.ts';
import { htmlPage, problemReply } from './replies.ts';

/** The account's errors. */
export const amoFaultReplies: FaultReplies = {
  error500: htmlPage(500, '500 Internal Server Error'),
  html502: htmlPage(502, '502 Bad Gateway'),
  status401: problemReply(unauthorized('Unauthorized')),
  status402: problemReply(new ApiError(402, 'Payment Required', 'Account is not paid')),
  status403: problemReply(forbidden('Forbidden')),
  status429: htmlPage(429, '429 Too Many Requests'),
  status503: htmlPage(503, '503 Service Temporarily Unavailable'),
  systemError400: problemReply(badRequest('Возникла системная ошибка. Пожалуйста, повторите попытку.')),
};
