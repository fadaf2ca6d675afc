import { randomBytes, randomUUID } from 'node:crypto';
import { accountProfile } from '../account.ts';

/** Rights that people tick for an integration. */
export const integrationScopes = ['crm', 'files', 'files_delete', 'notifications', 'push_notifications'] as const;

/** What a token of the account says. */
export interface TokenContent {
  readonly clientId: string;
  readonly userId: number;
  readonly issuedMs: number;
  readonly expiresMs: number;
  /** @default {@link integrationScopes} */
  readonly scopes?: readonly string[];
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * An access token as the vendor writes it: a JWT. Its signature is noise: only the vendor has the key, and clients have nothing
 * to check it with.
 */
export function tokenJwt({ clientId, userId, issuedMs, expiresMs, scopes }: TokenContent): string {
  const issued = Math.floor(issuedMs / 1000);
  const payload = {
    aud: clientId,
    jti: randomBytes(40).toString('hex'),
    iat: issued,
    nbf: issued,
    exp: Math.floor(expiresMs / 1000),
    sub: String(userId),
    grant_type: '',
    account_id: accountProfile.id,
    base_domain: 'amocrm.ru',
    version: 2,
    scopes: scopes ?? integrationScopes,
    hash_uuid: randomUUID(),
    api_domain: 'api-b.amocrm.ru',
  };
  return `${encoded({ typ: 'JWT', alg: 'RS256' })}.${encoded(payload)}.${randomBytes(256).toString('base64url')}`;
}
