import type { CrmTokenStore } from '@voronka/contracts';
import { ApplicationTokens } from '../shared/application-tokens.ts';
import type { AmocrmAuth } from './auth.ts';
import { accountOrigin } from './auth.ts';
import type { AmocrmApplication, TokenTransport } from './token-requests.ts';
import { requestTokens } from './token-requests.ts';

/** What an application's rights are built from. */
export interface ApplicationAuthOptions extends TokenTransport {
  application: AmocrmApplication;
  integrationId: string;
  tokens: CrmTokenStore;
}

/** Rights of an application that is installed in an account. */
export function applicationAuth(options: ApplicationAuthOptions): AmocrmAuth {
  const { application, integrationId, tokens, now } = options;
  const pairs = new ApplicationTokens({
    integrationId,
    tokens,
    now,
    refresh: ({ refreshToken, redirectUri }) => {
      const grant = { grant_type: 'refresh_token', refresh_token: refreshToken, redirect_uri: redirectUri } as const;
      return requestTokens(application, grant, options);
    },
  });
  return {
    accountUrl: accountOrigin(application.accountUrl),
    integration: application.clientId,
    renewsItself: true,
    accessToken: async () => (await pairs.current()).accessToken,
    renew: async (refused) => (await pairs.renewed(refused))?.accessToken ?? null,
  };
}
