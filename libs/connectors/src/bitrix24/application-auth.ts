import type { CrmTokens, CrmTokenStore } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { ApplicationTokens } from '../shared/application-tokens.ts';
import type { Bitrix24Access, Bitrix24Auth } from './auth.ts';
import type { Bitrix24Application, TokenTransport } from './token-requests.ts';
import { requestBitrix24Tokens } from './token-requests.ts';

/** What the rights of a portal's application are built from. */
export interface Bitrix24ApplicationAuthOptions extends TokenTransport {
  application: Bitrix24Application;
  integrationId: string;
  tokens: CrmTokenStore;
}

/** @throws VoronkaError `Crm.NotConfigured` for tokens of another vendor, which say nothing of a portal */
function accessOf({ accessToken, portal }: CrmTokens): Bitrix24Access {
  if (!portal) {
    throw new VoronkaError('Crm.NotConfigured', 'the tokens are of no portal', { missing: 'authorization' });
  }
  return { endpoint: portal.endpoint, body: { auth: accessToken }, account: portal.memberId };
}

/**
 * Rights of a local application: an access token of one hour goes in the body of every call, and the portal itself says where
 * it is called. A portal that was renamed says another address with the next pair.
 *
 * @source B24D oauth/index, oauth/auto-renewal
 */
export function bitrix24ApplicationAuth(options: Bitrix24ApplicationAuthOptions): Bitrix24Auth {
  const { application, integrationId, tokens, now } = options;
  const pairs = new ApplicationTokens({
    integrationId,
    tokens,
    now,
    refresh: ({ refreshToken, redirectUri }) => {
      const grant = { grant_type: 'refresh_token', refresh_token: refreshToken } as const;
      return requestBitrix24Tokens(application, grant, redirectUri, options);
    },
  });
  return {
    access: async () => accessOf(await pairs.current()),
    async another({ body: { auth = '' } }, refusal) {
      // What the portal never knew is not mended by a refresh; a person may have allowed the application again meanwhile.
      const next = refusal === 'ended' ? await pairs.renewed(auth) : await pairs.storedSince(auth);
      return next && accessOf(next);
    },
  };
}
