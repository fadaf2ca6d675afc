import { withFault } from '../faults/with-fault.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { CallJournal } from '../control/call-journal.ts';
import { delivered, jsonReply, textReply } from '../http/http-types.ts';
import type { Delivery, HttpReply, HttpRequest } from '../http/http-types.ts';
import type { JsonObject } from '../http/json.ts';
import { scalarText } from '../http/json.ts';
import { allParams } from '../http/read-request.ts';
import type { Addresses } from './addresses.ts';
import { accessTokenLifeSeconds, issueCode, issuePair, redeemCode, rotate } from './auth/tokens.ts';
import type { TokenPair } from './auth/tokens.ts';
import { scopes } from './auth/credentials.ts';
import type { Credentials } from './auth/credentials.ts';
import { bitrixFaultReplies } from './fault-replies.ts';
import type { Portal } from './portal.ts';

/** What the authorization server works with. */
export interface OAuthDeps {
  readonly portal: Portal;
  readonly credentials: Credentials;
  readonly addresses: Addresses;
  readonly faults: FaultPlan;
  readonly journal: CallJournal;
}

/**
 * The authorization server: `/oauth/token/` (GET, or POST of a form) and `/oauth/authorize/`, which consents at once
 * on behalf of user 1 and redirects to `redirect_uri`.
 *
 * @source B24 docs: settings/oauth/index, auto-renewal, error-codes
 */
export async function handleOAuth(request: HttpRequest, deps: OAuthDeps): Promise<Delivery> {
  const path = request.path.replace(/\/$/, '');
  if (path === '/oauth/authorize') return delivered(authorize(request, deps));
  if (path !== '/oauth/token') return delivered(textReply(404, 'text/plain', 'Not found'));
  const params = allParams(request);
  const fault = deps.faults.take(['oauth.token']);
  let reply: HttpReply | null = null;
  const delivery = await withFault(fault, bitrixFaultReplies, () => (reply = token(params, deps)));
  deps.journal.record({
    method: 'oauth.token',
    params,
    via: 'oauth',
    status: delivery.kind === 'reply' ? delivery.reply.status : 0,
    error: null,
    executed: reply !== null,
    fault: fault?.kind ?? null,
  });
  return delivery;
}

function token(params: JsonObject, deps: OAuthDeps): HttpReply {
  const text = (name: string): string => scalarText(params[name]) ?? '';
  if (text('client_id') !== deps.credentials.clientId || text('client_secret') !== deps.credentials.clientSecret)
    return oauthError('invalid_client', 'Invalid client');
  switch (text('grant_type')) {
    case 'refresh_token': {
      const pair = rotate(deps.portal, text('refresh_token'));
      return pair ? tokenReply(pair, deps) : oauthError('invalid_grant', 'Invalid refresh token');
    }
    case 'authorization_code': {
      const userId = redeemCode(deps.portal, text('code'));
      return userId === null
        ? oauthError('invalid_grant', 'Invalid authorization code')
        : tokenReply(issuePair(deps.portal, userId), deps);
    }
    default:
      return oauthError('invalid_request', 'Unsupported grant type');
  }
}

function tokenReply(pair: TokenPair, { addresses, credentials }: OAuthDeps): HttpReply {
  return jsonReply(200, {
    access_token: pair.access.value,
    refresh_token: pair.refresh.value,
    expires: Math.floor(pair.access.expiresMs / 1000),
    expires_in: accessTokenLifeSeconds,
    user_id: pair.access.userId,
    client_endpoint: addresses.clientEndpoint,
    server_endpoint: addresses.serverEndpoint,
    domain: 'oauth.bitrix.info',
    member_id: credentials.memberId,
    scope: scopes.join(','),
    status: 'L',
  });
}

function authorize(request: HttpRequest, { portal, credentials, addresses }: OAuthDeps): HttpReply {
  const redirect = scalarText(request.query['redirect_uri']) ?? '';
  if (scalarText(request.query['client_id']) !== credentials.clientId)
    return textReply(400, 'text/plain', 'Unknown client_id');
  if (!/^https?:/.test(redirect) || !URL.canParse(redirect))
    return textReply(400, 'text/plain', 'The sandbox has no application card: pass an absolute redirect_uri');
  const target = new URL(redirect);
  target.searchParams.set('code', issueCode(portal, 1).value);
  target.searchParams.set('state', scalarText(request.query['state']) ?? '');
  target.searchParams.set('domain', addresses.domain);
  target.searchParams.set('member_id', credentials.memberId);
  target.searchParams.set('scope', scopes.join(','));
  target.searchParams.set('server_domain', 'oauth.bitrix.info');
  return { status: 302, headers: { location: target.href }, body: '' };
}

function oauthError(error: string, description: string): HttpReply {
  return jsonReply(400, { error, error_description: description });
}
