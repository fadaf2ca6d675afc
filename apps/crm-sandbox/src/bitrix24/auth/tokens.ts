import { randomBytes, randomUUID } from 'node:crypto';
import type { TokenRow } from '../model.ts';
import type { Portal } from '../portal.ts';

/** Life of an access token, seconds. @source B24 docs: oauth/index */
export const accessTokenLifeSeconds = 3600;
const refreshTokenLifeMs = 180 * 24 * 3600 * 1000;
const codeLifeMs = 30_000;

/** A fresh access token and the refresh token that replaces every earlier one of its grant. */
export interface TokenPair {
  readonly access: TokenRow;
  readonly refresh: TokenRow;
}

/** Grant of the tokens in the ready line; it exists from the first start on. */
export const installationGrant = 'installation';

/** Starts a new chain of tokens for a user. */
export function issuePair(portal: Portal, userId: number, grant: string = randomUUID()): TokenPair {
  return portal.store.transaction(() => {
    for (const token of portal.tokens.all())
      if (token.grant === grant && token.type === 'refresh') portal.tokens.delete(token.id);
    dropExpired(portal);
    return {
      access: addToken(portal, 'access', userId, grant, accessTokenLifeSeconds * 1000),
      refresh: addToken(portal, 'refresh', userId, grant, refreshTokenLifeMs),
    };
  });
}

/**
 * Swaps a refresh token for a new pair; the old one is refused from then on.
 *
 * @returns `null` for a token that is unknown, used or expired
 */
export function rotate(portal: Portal, refreshToken: string): TokenPair | null {
  const token = findToken(portal, 'refresh', refreshToken);
  return token && token.expiresMs > portal.now() ? issuePair(portal, token.userId, token.grant) : null;
}

/** The pair for the ready line: the newest of the installation's chain, with an access token that still lives. */
export function installationPair(portal: Portal): TokenPair {
  const ofGrant = portal.tokens.all().filter((token) => token.grant === installationGrant);
  const refresh = ofGrant.find((token) => token.type === 'refresh' && token.expiresMs > portal.now());
  if (!refresh) return issuePair(portal, 1, installationGrant);
  const access = ofGrant.findLast((token) => token.type === 'access' && token.expiresMs > portal.now());
  return { refresh, access: access ?? accessFor(portal, refresh.userId, installationGrant) };
}

/** An access token without a refresh token, as handlers of events get it; one that lives half an hour more is reused. */
export function eventAccessToken(portal: Portal, userId: number): TokenRow {
  const reusable = portal.tokens.find(
    (token) =>
      token.grant === `event:${userId}` && token.expiresMs - portal.now() > (accessTokenLifeSeconds * 1000) / 2,
  );
  return reusable ?? accessFor(portal, userId, `event:${userId}`);
}

export function issueCode(portal: Portal, userId: number): TokenRow {
  return portal.store.transaction(() => addToken(portal, 'code', userId, randomUUID(), codeLifeMs));
}

/** Takes an authorization code out of use. @returns its user, or `null` when unknown, used or older than 30 s */
export function redeemCode(portal: Portal, code: string): number | null {
  const token = findToken(portal, 'code', code);
  if (!token) return null;
  portal.store.transaction(() => portal.tokens.delete(token.id));
  return token.expiresMs > portal.now() ? token.userId : null;
}

export function findToken(portal: Portal, type: TokenRow['type'], value: string): TokenRow | undefined {
  return portal.tokens.find((token) => token.type === type && token.value === value);
}

/** Ends the life of all access tokens now and, if asked, of all refresh tokens. */
export function expireTokens(portal: Portal, refreshToo: boolean): number {
  return portal.store.transaction(() => {
    const expired = portal.tokens
      .all()
      .filter((token) => token.type === 'access' || (refreshToo && token.type === 'refresh'));
    for (const token of expired) portal.tokens.put({ ...token, expiresMs: portal.now() - 1 });
    return expired.length;
  });
}

function accessFor(portal: Portal, userId: number, grant: string): TokenRow {
  return portal.store.transaction(() => addToken(portal, 'access', userId, grant, accessTokenLifeSeconds * 1000));
}

function addToken(portal: Portal, type: TokenRow['type'], userId: number, grant: string, lifeMs: number): TokenRow {
  return portal.tokens.insert((id) => ({
    id,
    type,
    userId,
    grant,
    value: randomBytes(type === 'code' ? 16 : 35).toString('hex'),
    expiresMs: portal.now() + lifeMs,
  }));
}

/** Expired access tokens are kept a day, because "expired" and "unknown" are different answers. */
function dropExpired(portal: Portal): void {
  const oldestMs = portal.now() - 24 * 3600 * 1000;
  for (const token of portal.tokens.all())
    if (token.type !== 'refresh' && token.expiresMs < oldestMs) portal.tokens.delete(token.id);
}
