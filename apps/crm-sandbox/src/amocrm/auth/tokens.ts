import { randomBytes } from 'node:crypto';
import type { Account } from '../account.ts';
import type { TokenRow } from '../model.ts';
import { adminUserId } from '../seed.ts';
import { loadCredentials } from './credentials.ts';
import { tokenJwt } from './token-jwt.ts';

/** Life of an access token, seconds. @source KOMMO: reference/get-token */
export const accessTokenLifeSeconds = 86_400;
const refreshTokenLifeMs = 90 * 24 * 3600 * 1000;
const codeLifeMs = 20 * 60 * 1000;

export interface TokenPair {
  readonly access: TokenRow;
  readonly refresh: TokenRow;
}

/** Why a code or a refresh token was not taken. */
export type RedeemFailure = 'unknown' | 'used' | 'expired';

export function issuePair(account: Account, userId: number): TokenPair {
  return account.store.transaction(() => {
    dropOld(account);
    return {
      access: addToken(account, 'access', userId, accessTokenLifeSeconds * 1000),
      refresh: addToken(account, 'refresh', userId, refreshTokenLifeMs),
    };
  });
}

/** A long-lived token of any person, as the integration's page shows it once. @param scopes @default all */
export function issueLongLived(account: Account, userId: number, lifeMs: number, scopes?: readonly string[]): TokenRow {
  return account.store.transaction(() => addToken(account, 'access', userId, lifeMs, scopes));
}

export function issueCode(account: Account, userId: number): TokenRow {
  return account.store.transaction(() => addToken(account, 'code', userId, codeLifeMs));
}

/** Swaps a code or a refresh token, which can be done once, for a new pair. */
export function redeem(account: Account, type: 'refresh' | 'code', value: string): TokenPair | RedeemFailure {
  const token = findToken(account, type, value);
  if (!token) return 'unknown';
  if (token.isUsed) return 'used';
  if (token.expiresMs <= account.now()) return 'expired';
  return account.store.transaction(() => {
    account.tokens.put({ ...token, isUsed: true });
    return issuePair(account, token.userId);
  });
}

/** The pair for the ready line: the newest that still lives, or a new one. */
export function installationPair(account: Account): TokenPair {
  const living = account.tokens
    .all()
    .filter((token) => token.userId === adminUserId && !token.isUsed && token.expiresMs > account.now());
  const refresh = living.findLast((token) => token.type === 'refresh');
  const access = living.findLast((token) => token.type === 'access');
  return refresh && access ? { refresh, access } : issuePair(account, adminUserId);
}

export function findToken(account: Account, type: TokenRow['type'], value: string): TokenRow | undefined {
  return account.tokens.find((token) => token.type === type && token.value === value);
}

/** Ends the life of all access tokens now and, if asked, of all refresh tokens. */
export function expireTokens(account: Account, refreshToo: boolean): number {
  return account.store.transaction(() => {
    const ended = account.tokens
      .all()
      .filter((token) => token.type === 'access' || (refreshToo && token.type === 'refresh'));
    for (const token of ended) account.tokens.put({ ...token, expiresMs: account.now() - 1 });
    return ended.length;
  });
}

function addToken(
  account: Account,
  type: TokenRow['type'],
  userId: number,
  lifeMs: number,
  granted?: readonly string[],
): TokenRow {
  const issuedMs = account.now();
  const { clientId } = loadCredentials(account.store);
  const jwt = tokenJwt({
    clientId,
    userId,
    issuedMs,
    expiresMs: issuedMs + lifeMs,
    ...(granted ? { scopes: granted } : {}),
  });
  return account.tokens.insert((id) => ({
    id,
    type,
    userId,
    value: type === 'access' ? jwt : randomBytes(type === 'code' ? 32 : 48).toString('hex'),
    expiresMs: account.now() + lifeMs,
    isUsed: false,
  }));
}

/** What expired more than a day ago is forgotten. */
function dropOld(account: Account): void {
  const oldestMs = account.now() - 24 * 3600 * 1000;
  for (const token of account.tokens.all()) if (token.expiresMs < oldestMs) account.tokens.delete(token.id);
}
