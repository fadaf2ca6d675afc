/** amoCRM's own hosts, on which people allow an application for the account that they choose there. */
const amocrmHosts = ['amocrm.ru', 'kommo.com'];

/**
 * The page of amoCRM on which a person allows an application. An account at any other host, which only an exception of the
 * installation makes reachable, has its own.
 */
export function amocrmConsentPage(
  { accountUrl, clientId }: { accountUrl: string; clientId: string },
  state: string,
): string {
  const { hostname, origin } = new URL(accountUrl);
  const vendor = amocrmHosts.find((host) => hostname.endsWith(`.${host}`));
  const page = new URL('/oauth', vendor === undefined ? origin : `https://www.${vendor}`);
  page.searchParams.set('client_id', clientId);
  page.searchParams.set('state', state);
  return page.href;
}

/** The page of a Bitrix24 portal on which a person allows a local application. @source B24D settings/oauth/index */
export function bitrix24ConsentPage(
  { portalUrl, clientId }: { portalUrl: string; clientId: string },
  state: string,
  redirectUri: string,
): string {
  const page = new URL('/oauth/authorize/', portalUrl);
  page.searchParams.set('client_id', clientId);
  page.searchParams.set('response_type', 'code');
  page.searchParams.set('state', state);
  page.searchParams.set('redirect_uri', redirectUri);
  return page.href;
}
