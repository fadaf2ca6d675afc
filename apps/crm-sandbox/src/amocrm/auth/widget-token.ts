import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { accountProfile, nowSeconds } from '../account.ts';
import type { Account } from '../account.ts';
import type { AccountUser } from '../model.ts';
import type { Credentials } from './credentials.ts';

/** Life of the token, seconds. */
const widgetTokenLifeSeconds = 1_800;

/**
 * The one-time token the interface gives a widget for its calls to the integration's server (`X-Auth-Token`), signed
 * with the integration's secret.
 *
 * @param baseUrl address of the account, without a slash at the end
 */
export function mintWidgetToken(
  account: Account,
  credentials: Credentials,
  baseUrl: string,
  user: AccountUser,
): Promise<string> {
  const now = nowSeconds(account);
  return new SignJWT({
    account_id: accountProfile.id,
    subdomain: accountProfile.subdomain,
    user_id: user.id,
    is_admin: user.isAdmin,
    client_uuid: credentials.clientId,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(baseUrl)
    .setAudience(new URL(credentials.redirectUri).origin)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + widgetTokenLifeSeconds)
    .sign(new TextEncoder().encode(credentials.clientSecret));
}
