import { requestBitrix24Tokens, requestTokens } from '@voronka/connectors';
import type { TokenTransport } from '@voronka/connectors';
import { amocrmCallbackPath, bitrix24CallbackPath } from '@voronka/contracts';
import type { CrmTokens } from '@voronka/contracts';
import type { IntegrationAccess } from '@voronka/persistence';
import { amocrmConsentPage, bitrix24ConsentPage } from './consent-page.ts';

/** What a CRM sends back with the browser. */
export interface CallbackQuery {
  code: string | null;
  state: string | null;
  /** Host of the account that allowed it. amoCRM: `referer`; Bitrix24: `domain`. */
  host: string | null;
  /** Bitrix24: `member_id`, which stays when the portal is renamed. */
  memberId: string | null;
  error: string | null;
}

/** How people allow an application in one CRM. */
export interface ConsentWay {
  /** Path that the CRM sends them back to. */
  callbackPath: string;
  /** Page of the CRM. @param redirectUri where it sends them back to */
  page(state: string, redirectUri: string): string;
  /**
   * Whether another account than the integration's allowed it: its tokens would write this company's clients there.
   *
   * @param knownMember key of the account that the integration was joined with before
   */
  isOtherAccount(query: CallbackQuery, knownMember: string | null): boolean;
  /** Changes the code for tokens. @throws VoronkaError `Crm.*` */
  tokens(code: string, redirectUri: string, transport: TokenTransport): Promise<CrmTokens>;
  /** Whether the tokens are another account's than the way back said. */
  areOthers(tokens: CrmTokens, query: CallbackQuery, knownMember: string | null): boolean;
}

/** The way of an integration; null where no application is installed. */
export function consentWayOf(access: IntegrationAccess): ConsentWay | null {
  if (access.kind === 'amocrmFull') return amocrmWay(access);
  return 'application' in access ? bitrix24Way(access.application) : null;
}

function amocrmWay(access: Extract<IntegrationAccess, { kind: 'amocrmFull' }>): ConsentWay {
  return {
    callbackPath: amocrmCallbackPath,
    page: (state) => amocrmConsentPage(access, state),
    isOtherAccount: ({ host }) => host !== null && host !== new URL(access.accountUrl).host,
    tokens: (code, redirectUri, transport) =>
      requestTokens(access, { grant_type: 'authorization_code', code, redirect_uri: redirectUri }, transport),
    // Its tokens do not say whose they are.
    areOthers: () => false,
  };
}

type PortalApplication = Extract<IntegrationAccess, { application: object }>['application'];

function bitrix24Way(application: PortalApplication): ConsentWay {
  const { host: ownHost } = new URL(application.portalUrl);
  // The portal is known by its name, or by its key when it was renamed since.
  const isOwn = (host: string | null, member: string | null, knownMember: string | null) =>
    host === ownHost || (member !== null && member === knownMember);
  return {
    callbackPath: bitrix24CallbackPath,
    page: (state, redirectUri) => bitrix24ConsentPage(application, state, redirectUri),
    isOtherAccount: ({ host, memberId }, knownMember) => host !== null && !isOwn(host, memberId, knownMember),
    tokens: (code, redirectUri, transport) =>
      requestBitrix24Tokens(application, { grant_type: 'authorization_code', code }, redirectUri, transport),
    areOthers: ({ portal }, { memberId }, knownMember) => {
      if (!portal || (memberId !== null && memberId !== portal.memberId)) return true;
      return !isOwn(new URL(portal.endpoint).host, portal.memberId, knownMember);
    },
  };
}
