import type { CrmTokens, CrmTokenStore, TokenDecision } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { AmocrmAuth } from './auth.ts';
import { accountOrigin } from './auth.ts';
import type { AmocrmApplication, TokenTransport } from './token-requests.ts';
import { requestTokens } from './token-requests.ts';

/** A token that ends sooner than this is renewed before it is used, in ms: longer than a request may take. */
const spareMs = 60_000;

/** What an application's rights are built from. */
export interface ApplicationAuthOptions extends TokenTransport {
  application: AmocrmApplication;
  integrationId: string;
  tokens: CrmTokenStore;
}

function notAuthorized(): VoronkaError {
  return new VoronkaError('Crm.NotConfigured', 'nobody has allowed the integration yet, or amoCRM took it back', {
    missing: 'authorization',
  });
}

/**
 * Rights of an installed application. A refresh token can be used once in the whole world, therefore:
 *
 * 1. Who needs another token looks into the store first, under its lock: mostly somebody else has renewed it already.
 * 2. Only the one who holds the lock asks the vendor, and the pair is committed before anybody gets it.
 * 3. Within a process all callers wait for one look, so that they do not hold a connection each.
 */
export function applicationAuth(options: ApplicationAuthOptions): AmocrmAuth {
  const { application, integrationId, tokens, now = Date.now } = options;
  let known: CrmTokens | null = null;
  let renewing: Promise<CrmTokens | null> | null = null;

  const isFresh = (one: CrmTokens) => Date.parse(one.expiresAt) - spareMs > now();

  const decide = async (stored: CrmTokens, refused: string): Promise<TokenDecision> => {
    if (stored.accessToken !== refused && isFresh(stored)) return 'stays';
    const { refreshToken, redirectUri } = stored;
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken, redirect_uri: redirectUri } as const;
    try {
      return { renewed: await requestTokens(application, grant, options) };
    } catch (error) {
      if (error instanceof VoronkaError && error.details.reason === 'grant') return 'lost';
      throw error;
    }
  };

  const renewed = async (refused: string): Promise<CrmTokens | null> => {
    renewing ??= tokens
      .renew(integrationId, (stored) => decide(stored, refused))
      .finally(() => {
        renewing = null;
      });
    known = await renewing;
    return known;
  };

  return {
    accountUrl: accountOrigin(application.accountUrl),
    integration: application.clientId,
    async accessToken() {
      const present = known !== null && isFresh(known) ? known : await tokens.read(integrationId);
      known = present;
      if (present === null) throw notAuthorized();
      if (isFresh(present)) return present.accessToken;
      const next = await renewed(present.accessToken);
      if (next === null) throw notAuthorized();
      return next.accessToken;
    },
    async renew(refused) {
      const next = await renewed(refused);
      return next?.accessToken ?? null;
    },
  };
}
