import type { Credentials } from './auth/credentials.ts';

/** Where the portal can be reached; known once the server listens. */
export interface Addresses {
  /** `127.0.0.1:8080` */
  readonly domain: string;
  /** `http://127.0.0.1:8080/rest/` */
  readonly clientEndpoint: string;
  /** The authorization server; the same process here. */
  readonly serverEndpoint: string;
  readonly pageUrl: string;
}

export function addressesAt(host: string, port: number): Addresses {
  // A wildcard address is where one listens, not where one can be called.
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const domain = `${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
  const endpoint = `http://${domain}/rest/`;
  return { domain, clientEndpoint: endpoint, serverEndpoint: endpoint, pageUrl: `http://${domain}/` };
}

export function webhookUrl(addresses: Addresses, credentials: Credentials): string {
  return `${addresses.clientEndpoint}${credentials.webhookUserId}/${credentials.webhookCode}/`;
}
