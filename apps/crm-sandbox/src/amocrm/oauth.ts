import type { CallJournal } from '../control/call-journal.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { withFault } from '../faults/with-fault.ts';
import { jsonReply, textReply } from '../http/http-types.ts';
import type { Delivery, HttpReply, HttpRequest } from '../http/http-types.ts';
import type { JsonObject } from '../http/json.ts';
import { scalarText } from '../http/json.ts';
import { allParams } from '../http/read-request.ts';
import { accountProfile } from './account.ts';
import type { Account } from './account.ts';
import { ApiError } from './api-error.ts';
import { authenticate } from './auth/authenticate.ts';
import type { Credentials } from './auth/credentials.ts';
import { accessTokenLifeSeconds, redeem } from './auth/tokens.ts';
import type { RedeemFailure } from './auth/tokens.ts';
import { amoFaultReplies } from './fault-replies.ts';
import { problemReply } from './replies.ts';

/** What the authorization server works with. */
export interface OAuthDeps {
  readonly account: Account;
  readonly credentials: () => Credentials;
  readonly baseUrl: () => string;
  readonly faults: FaultPlan;
  readonly journal: CallJournal;
}

/** `/oauth2/access_token`, which takes JSON or a form, and `/oauth2/account/subdomain`. */
export async function handleOAuth(request: HttpRequest, deps: OAuthDeps): Promise<Delivery> {
  const route = `${request.method} ${request.path.replace(/\/$/, '')}`;
  const fault = deps.faults.take([route]);
  let reply: HttpReply | null = null;
  const delivery = await withFault(fault, amoFaultReplies, () => (reply = answer(route, request, deps)));
  const carriedOut = reply as HttpReply | null;
  deps.journal.record({
    method: route,
    params: request.body,
    via: 'oauth',
    status: delivery.kind === 'reply' ? delivery.reply.status : 0,
    error: carriedOut && carriedOut.status >= 400 ? `status ${carriedOut.status}` : null,
    executed: carriedOut !== null && carriedOut.status < 400,
    fault: fault?.kind ?? null,
  });
  return delivery;
}

function answer(route: string, request: HttpRequest, deps: OAuthDeps): HttpReply {
  try {
    switch (route) {
      case 'POST /oauth2/access_token':
        return token(allParams(request), deps);
      case 'GET /oauth2/account/subdomain':
        authenticate(deps.account, deps.credentials(), request);
        return jsonReply(200, subdomain(deps));
      default:
        return textReply(404, 'text/plain', 'Not found');
    }
  } catch (error) {
    if (error instanceof ApiError) return problemReply(error);
    throw error;
  }
}

/** Where the account is now, for integrations that know an old name of it. */
function subdomain({ baseUrl }: OAuthDeps): JsonObject {
  const { host } = new URL(baseUrl());
  return { id: accountProfile.id, subdomain: accountProfile.subdomain, domain: host, top_level_domain: 'ru' };
}

function token(params: JsonObject, deps: OAuthDeps): HttpReply {
  const text = (name: string): string => scalarText(params[name]) ?? '';
  const credentials = deps.credentials();
  if (text('client_id') !== credentials.clientId || text('client_secret') !== credentials.clientSecret)
    throw oauthProblem(401, 'Client authentication failed');
  if (text('redirect_uri') !== credentials.redirectUri)
    throw oauthProblem(400, 'The redirect URI provided does not match', 'Check the `redirect_uri` parameter');
  const grant = text('grant_type');
  if (grant !== 'authorization_code' && grant !== 'refresh_token')
    throw oauthProblem(400, 'The authorization grant type is not supported by the authorization server.');
  const pair =
    grant === 'refresh_token'
      ? redeem(deps.account, 'refresh', text('refresh_token'))
      : redeem(deps.account, 'code', text('code'));
  if (typeof pair === 'string') throw redeemProblem(grant, pair);
  return jsonReply(200, {
    token_type: 'Bearer',
    expires_in: accessTokenLifeSeconds,
    server_time: Math.floor(deps.account.now() / 1000),
    access_token: pair.access.value,
    refresh_token: pair.refresh.value,
  });
}

/** @source amocrm-api-php#123 for a used refresh token; the others are worded after it */
function redeemProblem(grant: 'authorization_code' | 'refresh_token', failure: RedeemFailure): ApiError {
  if (grant === 'authorization_code')
    return oauthProblem(400, 'Authorization code has been revoked', `Authorization code is ${failure}`);
  if (failure === 'used') return oauthProblem(401, 'Token has been revoked');
  return oauthProblem(401, failure === 'expired' ? 'Token has expired' : 'The refresh token is invalid.');
}

function oauthProblem(status: number, hint: string, detail = hint): ApiError {
  const error = new ApiError(status, 'Некорректный запрос', detail, { hint });
  error.body['type'] = 'https://developers.amocrm.ru/v3/errors/OAuthProblemJson';
  return error;
}
