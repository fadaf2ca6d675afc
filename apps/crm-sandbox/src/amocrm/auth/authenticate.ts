import type { HttpRequest } from '../../http/http-types.ts';
import type { Account } from '../account.ts';
import { badRequest, unauthorized } from '../api-error.ts';
import type { AccountUser } from '../model.ts';
import { adminUserId } from '../seed.ts';
import type { Credentials } from './credentials.ts';
import { findToken } from './tokens.ts';

/** Who calls. */
export interface Caller {
  /** The token's person, whose rights count. */
  readonly user: AccountUser;
  /** Who is noted as the author: the same, or the person of `X-Context-User-ID`. */
  readonly actingUserId: number;
}

/**
 * Finds out who calls by `Authorization: Bearer`.
 *
 * @throws ApiError 401 for a token that is missing, unknown or expired; 400 for an unknown `X-Context-User-ID`
 */
export function authenticate(account: Account, credentials: Credentials, request: HttpRequest): Caller {
  const [scheme = '', bearer = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || bearer === '') throw unauthorized('Missing authorization header');
  const user = account.users.get(userIdOf(account, credentials, bearer));
  if (!user || user.isDeleted || !user.isActive) throw unauthorized('User is not active');
  const context = request.headers['x-context-user-id'];
  if (context === undefined) return { user, actingUserId: user.id };
  const acting = account.users.get(Number(context));
  if (!acting || acting.isDeleted) throw badRequest('X-Context-User-ID names no user of the account');
  return { user, actingUserId: acting.id };
}

function userIdOf(account: Account, credentials: Credentials, bearer: string): number {
  if (bearer === credentials.longLivedToken) return adminUserId;
  const token = findToken(account, 'access', bearer);
  if (!token) throw unauthorized('Unauthorized');
  if (token.expiresMs <= account.now()) throw unauthorized('Access token has expired');
  return token.userId;
}
