import { decodeJwt, jwtVerify } from 'jose';
import { z } from 'zod';
import { VoronkaError } from '@voronka/contracts';

/** How far the clocks of amoCRM and of this machine may differ, in seconds. */
const clockToleranceSeconds = 30;

/**
 * What amoCRM writes into a one-time token.
 *
 * @source https://www.amocrm.ru/developers/content/oauth/disposable-tokens
 */
const claimsSchema = z.object({
  /** Base address of the integration's server, from its redirect address. */
  aud: z.string().min(1).max(300),
  jti: z.string().min(8).max(200),
  exp: z.int().positive(),
  account_id: z.int().positive(),
  user_id: z.int().positive(),
  client_uuid: z.string().min(1).max(200),
});

/** The checked content of a token. */
export interface OneTimeToken {
  tokenId: string;
  /** Until when it could be used a second time. */
  deadAt: Date;
  audience: string;
  accountId: number;
  crmUserId: string;
}

/** A token that says nothing about who may read it. @param reason for developers; never the token itself */
export function invalidToken(reason: string): VoronkaError {
  return new VoronkaError('CrmWidget.TokenInvalid', reason);
}

/** The application that a token names. Nothing is proved by it: the signature is still to be checked. */
export function applicationOf(token: string): string {
  try {
    const { client_uuid: clientId } = decodeJwt(token);
    if (typeof clientId === 'string' && clientId !== '') return clientId;
  } catch {
    // Not a token: refused like one that names nobody.
  }
  throw invalidToken('the token names no application');
}

/**
 * Checks signature (HS256 and nothing else), issuer, times, and that every claim is there.
 *
 * @param clientSecret of the application that the token names
 * @param accountUrl origin of the account, which issues its tokens
 * @throws VoronkaError `CrmWidget.TokenInvalid`
 */
export async function readOneTimeToken(
  token: string,
  { clientSecret, accountUrl }: { clientSecret: string; accountUrl: string },
): Promise<OneTimeToken> {
  const payload = await jwtVerify(token, new TextEncoder().encode(clientSecret), {
    algorithms: ['HS256'],
    issuer: [accountUrl, `${accountUrl}/`],
    requiredClaims: ['iss', 'aud', 'jti', 'exp', 'nbf'],
    clockTolerance: clockToleranceSeconds,
  }).then(
    (verified) => verified.payload,
    (error: unknown) => {
      throw invalidToken(error instanceof Error && 'code' in error ? String(error.code) : 'not a token');
    },
  );
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw invalidToken('a claim is missing or has another form');
  const { aud, jti, exp, account_id: accountId, user_id: userId } = claims.data;
  return {
    tokenId: jti,
    deadAt: new Date((exp + clockToleranceSeconds) * 1000),
    audience: aud,
    accountId,
    crmUserId: String(userId),
  };
}
