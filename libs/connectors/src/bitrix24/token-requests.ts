import type { CrmTokens } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { OutboundClient, OutboundResponse } from '@voronka/platform';
import { OutboundError } from '@voronka/platform';
import { failureOfRequest, failureOfUnreadable, failureOfVendor } from './failures.ts';
import { rowOf, textOf } from './rows.ts';

/** A local application of a portal. */
export interface Bitrix24Application {
  /** Origin of the portal. */
  portalUrl: string;
  clientId: string;
  clientSecret: string;
  /** Origin of the server that gives tokens. @default {@link bitrix24AuthServer} */
  authServerUrl?: string | undefined;
}

/** What token requests are sent with. */
export interface TokenTransport {
  client: OutboundClient;
  /** One HTTP request, in ms. */
  timeoutMs: number;
  /** Unix time in ms. @default Date.now */
  now?: (() => number) | undefined;
}

/** What a pair of tokens is asked for with. */
export type Bitrix24Grant =
  { grant_type: 'authorization_code'; code: string } | { grant_type: 'refresh_token'; refresh_token: string };

/** The vendor's server that gives tokens for all its portals. */
export const bitrix24AuthServer = 'https://oauth.bitrix.info';

const call = 'oauth.token';

/** A pair that says nothing of its end is asked again after this time, in s: what the vendor documents. */
const usualLifeSeconds = 3600;

/** An address of methods with one slash at its end; null for what is no address. */
function endpointOf(text: string | null): string | null {
  const url = text === null ? null : URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return `${url.origin}${`${url.pathname}/`.replaceAll(/\/+/g, '/')}`;
}

function parsed(response: OutboundResponse): unknown {
  try {
    return JSON.parse(response.text());
  } catch {
    return undefined;
  }
}

/**
 * Asks for a pair of tokens. The grant goes in the body, where no proxy writes it down.
 *
 * @param redirectUri where people were sent back to, to be kept with the pair
 * @throws VoronkaError `Crm.Unauthorized` with reason `grant` when code or refresh token are not taken (any more), with
 *   reason `application` when the server does not know the application
 * @throws VoronkaError `Crm.Unpaid`, and other `Crm.*`. Never `Crm.Ambiguous`: what the pair was needed for has not begun
 * @source B24D oauth/index, oauth/error-codes
 */
export async function requestBitrix24Tokens(
  { authServerUrl = bitrix24AuthServer, clientId, clientSecret }: Bitrix24Application,
  grant: Bitrix24Grant,
  redirectUri: string,
  { client, timeoutMs, now = Date.now }: TokenTransport,
): Promise<CrmTokens> {
  let response: OutboundResponse;
  try {
    response = await client.request({
      method: 'POST',
      url: new URL('/oauth/token/', authServerUrl).href,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret }).toString(),
      timeoutMs,
    });
  } catch (error) {
    throw error instanceof OutboundError ? failureOfRequest(error, call, 'read') : error;
  }
  const { status } = response;
  const body = rowOf(parsed(response));
  const code = textOf(body?.error);
  if (code !== null) throw refusalOf(status, code);
  const accessToken = textOf(body?.access_token);
  const refreshToken = textOf(body?.refresh_token);
  const memberId = textOf(body?.member_id);
  const endpoint = endpointOf(textOf(body?.client_endpoint));
  if (status !== 200 || accessToken === null || refreshToken === null || memberId === null || endpoint === null) {
    throw failureOfUnreadable(status, call, 'read');
  }
  const lifeSeconds = typeof body?.expires_in === 'number' ? body.expires_in : usualLifeSeconds;
  return {
    accessToken,
    refreshToken,
    redirectUri,
    expiresAt: new Date(now() + lifeSeconds * 1000).toISOString(),
    portal: { memberId, endpoint },
  };
}

const refusals: Readonly<Record<string, 'grant' | 'application'>> = {
  invalid_grant: 'grant',
  invalid_client: 'application',
};

function refusalOf(status: number, code: string): VoronkaError {
  const reason = refusals[code];
  if (reason === undefined) return failureOfVendor({ status, code, text: '' }, call, 'read');
  const message = 'Bitrix24 does not take the application, its code or its refresh token';
  return new VoronkaError('Crm.Unauthorized', message, { method: call, status, reason });
}
