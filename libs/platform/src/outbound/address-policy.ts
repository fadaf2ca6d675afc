import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A resolved address. */
export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

/** Azure's metadata and wire server: the one cloud service of this kind on a public address. */
const publicMetadataAddresses: ReadonlySet<string> = new Set(['168.63.129.16']);

/** IPv6 is handed out from 2000::/3 only; everything else is special or not in use. */
const globalIpv6 = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an address is on the public internet: not private, link-local, loopback, shared (CGNAT), multicast, reserved,
 * tunnelled or a cloud's metadata service. IPv4 inside IPv6 is judged as IPv4.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv6') return parsed.match(globalIpv6);
  return !publicMetadataAddresses.has(parsed.toString());
}

/**
 * The host:port pair of a URL as it is compared with `VORONKA_ALLOW_HOSTS`: lower case, the port always there, IPv6 in
 * brackets.
 */
export function hostPortOf(url: URL): string {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return `${url.hostname}:${port}`;
}
