import type { NextFunction, Request, Response } from 'express';
import { newCorrelationId, withCorrelation } from '@voronka/platform';

/** Gives every request an id of our own; it goes into the answer, the log, the inbox row and on to the CRM call. */
export function correlate(_request: Request, response: Response, next: NextFunction): void {
  const id = newCorrelationId();
  response.setHeader('x-correlation-id', id);
  withCorrelation(id, next);
}
