import type { Request } from 'express';

/** Is aborted when the one who asks goes away before the answer. */
export function abortedBy(request: Request): AbortSignal {
  const gone = new AbortController();
  request.res?.once('close', () => gone.abort());
  return gone.signal;
}
