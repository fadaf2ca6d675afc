import { VoronkaError } from '@voronka/contracts';
import { hashToken } from '@voronka/platform';

/** Where and with what rights an account is called. */
export interface AmocrmAuth {
  /** Origin of the account, without a slash at the end. */
  readonly accountUrl: string;
  /** What the vendor counts one integration's requests by; holds no secret. */
  readonly integration: string;
  /** Whether its tokens renew themselves; a long-lived one ends on its date. */
  readonly renewsItself: boolean;
  accessToken(): Promise<string>;
  /**
   * Another token after the account refused this one.
   * @returns null when there is none: a long-lived token is not refreshed
   */
  renew(refused: string): Promise<string | null>;
}

/**
 * The origin of an account's address.
 *
 * @throws VoronkaError `Crm.NotConfigured` when it is none; the message does not repeat it
 */
export function accountOrigin(accountUrl: string): string {
  const url = URL.parse(accountUrl);
  if (url && (url.protocol === 'https:' || url.protocol === 'http:') && url.host !== '') return url.origin;
  throw new VoronkaError('Crm.NotConfigured', 'The account address must look like https://company.amocrm.ru', {
    reason: 'accountAddress',
  });
}

/** Rights of a long-lived token, which a private integration shows once and which ends on its own date. */
export function longLivedAuth(accountUrl: string, token: string): AmocrmAuth {
  return {
    accountUrl: accountOrigin(accountUrl),
    // One token is one integration there; its hash names it without telling it.
    integration: hashToken(token).slice(0, 16),
    renewsItself: false,
    accessToken: () => Promise.resolve(token),
    renew: () => Promise.resolve(null),
  };
}
