import type { NextFunction, Request, Response } from 'express';
import type { Logger } from '@voronka/platform';

/** Logs each finished request of the API by method, route and status; addresses with ids or keys are not written out. */
export function logRequests(logger: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    response.once('close', () => {
      const route = (request.route as { path?: unknown } | undefined)?.path;
      logger.info(
        {
          method: request.method,
          route: typeof route === 'string' ? route : '(other)',
          statusCode: response.statusCode,
          durationMs: Math.round(performance.now() - startedAt),
        },
        'request',
      );
    });
    next();
  };
}
