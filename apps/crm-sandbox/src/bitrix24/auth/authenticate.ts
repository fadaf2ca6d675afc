import type { JsonObject } from '../../http/json.ts';
import { scalarText } from '../../http/json.ts';
import type { AuthKind } from '../method.ts';
import type { PortalUser } from '../model.ts';
import type { Portal } from '../portal.ts';
import { RestError } from '../rest-error.ts';
import type { Credentials } from './credentials.ts';
import { findToken } from './tokens.ts';

/** A webhook's part of the path: `/rest/{userId}/{code}/…`. */
export interface WebhookPath {
  readonly userId: number;
  readonly code: string;
}

/** Who calls, and the key under which the portal counts the operating time. */
export interface Caller {
  readonly user: PortalUser;
  readonly kind: AuthKind;
  readonly limitKey: string;
}

const noAuth = (): RestError => new RestError(401, 'NO_AUTH_FOUND', 'Wrong authorization data');

/**
 * Finds out who calls.
 *
 * @param webhook from the path; without it the access token is read from the parameter `auth`
 * @throws RestError `NO_AUTH_FOUND` or `expired_token` (both 401), `user_access_error` (403) for a dismissed user
 */
export function authenticate(
  portal: Portal,
  credentials: Credentials,
  webhook: WebhookPath | null,
  params: JsonObject,
): Caller {
  if (webhook) {
    const valid = webhook.userId === credentials.webhookUserId && webhook.code === credentials.webhookCode;
    if (!valid) throw noAuth();
    return { user: activeUser(portal, webhook.userId), kind: 'webhook', limitKey: 'webhook' };
  }
  const token = findToken(portal, 'access', scalarText(params['auth']) ?? '');
  if (!token) throw noAuth();
  if (token.expiresMs <= portal.now())
    throw new RestError(401, 'expired_token', 'The access token provided has expired.');
  return { user: activeUser(portal, token.userId), kind: 'application', limitKey: credentials.clientId };
}

function activeUser(portal: Portal, userId: number): PortalUser {
  const user = portal.users.get(userId);
  if (!user?.active) throw new RestError(403, 'user_access_error', 'The user does not have access to the application.');
  return user;
}
