/** What a CRM lets an installed application in with. Secret as a whole. */
export interface CrmTokens {
  accessToken: string;
  /** Can be used once: using it gives another pair. */
  refreshToken: string;
  /** Where people were sent back to when they allowed it; a vendor may want it repeated in every later request. */
  redirectUri: string;
  /** When the access token ends, ISO 8601 UTC. */
  expiresAt: string;
  /** Of a vendor that says with every pair whose it is and where its methods are; absent of others. */
  portal?: CrmPortal;
}

/** The account that a pair of tokens is for, as its vendor tells it. */
export interface CrmPortal {
  /** Its key at the vendor, which stays when the account is renamed. Bitrix24: `member_id`. */
  memberId: string;
  /** Address that the names of methods are put behind, with one slash at its end. Bitrix24: `client_endpoint`. */
  endpoint: string;
}

/** What becomes of stored tokens: others take their place, they stay, or the CRM no longer knows them. */
export type TokenDecision = { renewed: CrmTokens } | 'stays' | 'lost';

/**
 * Tokens of installed applications, one pair per integration, for all processes. A refresh token that is used twice locks
 * the integration out, so only one may use it, and what it gave is stored before anybody works with it.
 */
export interface CrmTokenStore {
  /** @returns null when nobody has allowed it yet, or the CRM took it back */
  read(integrationId: string): Promise<CrmTokens | null>;
  /**
   * Keeps the first pair after a person has allowed it.
   *
   * @throws VoronkaError `Request.Conflict` when another integration is joined with the same portal
   */
  keep(integrationId: string, tokens: CrmTokens): Promise<void>;
  /**
   * Lets one caller at a time, of all processes, decide about the tokens as they are stored now.
   *
   * @returns the tokens after the decision, committed; null when they are lost or there were none
   */
  renew(integrationId: string, decide: (stored: CrmTokens) => Promise<TokenDecision>): Promise<CrmTokens | null>;
}
