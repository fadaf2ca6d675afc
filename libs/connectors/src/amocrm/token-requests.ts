import type { CrmTokens } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { OutboundClient, OutboundResponse } from '@voronka/platform';
import { OutboundError } from '@voronka/platform';
import { rowOf, textOf } from '../shared/rows.ts';
import { accountOrigin } from './auth.ts';
import { failureOfAnswer, failureOfRequest } from './failures.ts';

/** The application that a person installed: one integration of the account, with its own secret. */
export interface AmocrmApplication {
  accountUrl: string;
  clientId: string;
  clientSecret: string;
}

/** What token requests are sent with. */
export interface TokenTransport {
  client: OutboundClient;
  /** One HTTP request, in ms. */
  timeoutMs: number;
  /** Unix time in ms. @default Date.now */
  now?: () => number;
}

/** What a pair of tokens is asked for with. */
export type TokenGrant =
  | { grant_type: 'authorization_code'; code: string; redirect_uri: string }
  | { grant_type: 'refresh_token'; refresh_token: string; redirect_uri: string };

const call = 'POST oauth2/access_token';

/** A pair that says nothing of its end is asked again after this time, in s: what the vendor documents. */
const usualLifeSeconds = 86_400;

function parsed(response: OutboundResponse): unknown {
  try {
    return JSON.parse(response.text());
  } catch {
    return undefined;
  }
}

/**
 * Asks for a pair of tokens.
 *
 * @throws VoronkaError `Crm.Unauthorized` with reason `grant` when code or refresh token are not taken (any more)
 * @throws VoronkaError other `Crm.*`; `Crm.Ambiguous` when the vendor may have answered with a pair that got lost
 */
export async function requestTokens(
  application: AmocrmApplication,
  grant: TokenGrant,
  { client, timeoutMs, now = Date.now }: TokenTransport,
): Promise<CrmTokens> {
  let response: OutboundResponse;
  try {
    response = await client.request({
      method: 'POST',
      url: `${accountOrigin(application.accountUrl)}/oauth2/access_token`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        client_id: application.clientId,
        client_secret: application.clientSecret,
        ...grant,
      }),
      timeoutMs,
    });
  } catch (error) {
    throw error instanceof OutboundError ? failureOfRequest(error, call, 'write') : error;
  }
  const { status } = response;
  const body = rowOf(parsed(response));
  // The vendor refuses a used code with 400 and a used refresh token with 401, both in words alone.
  if (body !== null && (status === 400 || status === 401)) {
    throw new VoronkaError('Crm.Unauthorized', 'amoCRM does not take the code or refresh token', {
      method: call,
      status,
      reason: 'grant',
    });
  }
  const accessToken = textOf(body?.access_token);
  const refreshToken = textOf(body?.refresh_token);
  if (status < 200 || status >= 300 || accessToken === null || refreshToken === null) {
    throw failureOfAnswer(status, body ?? undefined, call, 'write');
  }
  const lifeSeconds = typeof body?.expires_in === 'number' ? body.expires_in : usualLifeSeconds;
  return {
    accessToken,
    refreshToken,
    redirectUri: grant.redirect_uri,
    expiresAt: new Date(now() + lifeSeconds * 1000).toISOString(),
  };
}
