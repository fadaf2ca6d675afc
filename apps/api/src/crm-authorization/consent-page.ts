/** The vendor's own hosts, on which people allow an application for the account that they choose there. */
const vendorHosts = ['amocrm.ru', 'kommo.com'];

/**
 * The page on which a person allows an application. An account at any other host, which only an exception of the
 * installation makes reachable, has its own.
 */
export function consentPage({ accountUrl, clientId }: { accountUrl: string; clientId: string }, state: string): string {
  const { hostname, origin } = new URL(accountUrl);
  const vendor = vendorHosts.find((host) => hostname.endsWith(`.${host}`));
  const page = new URL('/oauth', vendor === undefined ? origin : `https://www.${vendor}`);
  page.searchParams.set('client_id', clientId);
  page.searchParams.set('state', state);
  return page.href;
}
