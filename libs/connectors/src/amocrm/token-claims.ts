import type { Row } from '../shared/rows.ts';
import { rowOf } from '../shared/rows.ts';

/** What an access token says of itself. Nothing of it is believed: the vendor checks it, we only tell people. */
export interface TokenClaims {
  /** When it ends, Unix time in ms; null: it does not say. */
  endsAtMs: number | null;
  /** Rights that were granted to the integration; null: it does not say. */
  scopes: string[] | null;
}

function payloadOf(token: string): Row | null {
  try {
    return rowOf(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

/**
 * Reads an access token, which is a JWT that the vendor has signed.
 *
 * @source tokens of amoCRM: `exp` in seconds, `scopes` like `["crm", "notifications"]`
 */
export function claimsOf(token: string): TokenClaims {
  const payload = payloadOf(token);
  const { exp, scopes } = payload ?? {};
  return {
    endsAtMs: typeof exp === 'number' ? exp * 1000 : null,
    scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : null,
  };
}
