import type { NextFunction, Request, Response } from 'express';
import { VoronkaError } from '@voronka/contracts';
import type { SetupStore } from '@voronka/persistence';
import type { Config } from '@voronka/platform';
import { isOwnOrigin } from '../http/own-origins.ts';

const preflightSeconds = 600;
/** How long the list of allowed sites is kept, in ms: a new one works within this time. */
const keepMs = 2_000;

/**
 * Lets browsers of allowed sites speak to the chat. A preflight does not carry the visitor's token, so here a site is let
 * through when any channel allows it; the request itself is then checked against its own channel.
 */
export function widgetCors(config: Config, setup: SetupStore) {
  let known: { origins: Set<string>; until: number } | null = null;

  async function allowedSomewhere(origin: string): Promise<boolean> {
    if (!known || known.until < Date.now())
      known = { origins: await setup.allowedOrigins(), until: Date.now() + keepMs };
    return known.origins.has(origin);
  }

  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const { origin } = request.headers;
    response.vary('origin');
    if (origin !== undefined) {
      if (!isOwnOrigin(config, request, origin) && !(await allowedSomewhere(origin))) {
        throw new VoronkaError('Channel.OriginNotAllowed', 'no channel allows this site');
      }
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-expose-headers', 'retry-after, x-correlation-id');
    }
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    response.setHeader('access-control-max-age', String(preflightSeconds));
    response.status(204).end();
  };
}
