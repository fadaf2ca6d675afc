import type { NextFunction, Request, Response } from 'express';
import { VoronkaError } from '@voronka/contracts';
import type { CrmWidgetStore } from '@voronka/persistence';

const preflightSeconds = 600;

/**
 * Lets the pages of the joined amoCRM accounts speak to the widget's routes, and no other page. A preflight carries no
 * token, so here any joined account is let through; the request itself is then checked against its own.
 */
export function crmWidgetCors(store: CrmWidgetStore) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const { origin } = request.headers;
    response.vary('origin');
    response.setHeader('cache-control', 'no-store');
    if (origin !== undefined) {
      if (!(await store.accountOrigins()).has(origin)) {
        throw new VoronkaError('CrmWidget.OriginNotAllowed', 'no integration has this account');
      }
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-expose-headers', 'retry-after, x-correlation-id');
    }
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader('access-control-allow-headers', 'x-auth-token, content-type, x-requested-with');
    response.setHeader('access-control-max-age', String(preflightSeconds));
    response.status(204).end();
  };
}
