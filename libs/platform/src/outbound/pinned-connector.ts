import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import type { ResolvedAddress } from './address-policy.ts';
import { isPublicAddress } from './address-policy.ts';

/** Finds the addresses of a name. */
export type Resolver = (hostname: string) => Promise<ResolvedAddress[]>;

/** The system's resolver. */
export const systemResolver: Resolver = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));

/** The connection was refused by the address policy. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
}

/** Answers every look-up of the socket with the addresses that were checked. */
function pinnedLookup(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all || !first) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

async function resolveChecked(hostname: string, resolver: Resolver, anyAddress: boolean): Promise<ResolvedAddress[]> {
  const family = isIP(hostname);
  const addresses =
    family === 0 ? await resolver(hostname) : [{ address: hostname, family: family === 6 ? 6 : 4 } as const];
  if (addresses.length === 0) throw Object.assign(new Error('The name has no address'), { code: 'ENOTFOUND' });
  // One private address among several is enough: a name that points inwards and outwards is an attack or a mistake.
  if (!anyAddress && !addresses.every(({ address }) => isPublicAddress(address))) throw new ForbiddenAddressError();
  return addresses;
}

/**
 * A connector for undici that resolves a name once per connection, checks every address, and connects to exactly those:
 * a name server that answers differently the second time (DNS rebinding) is never asked a second time.
 *
 * @param options.isAllowed whether this host:port is excepted from the check
 */
export function createPinnedConnector(options: {
  isAllowed: (hostPort: string) => boolean;
  connectTimeoutMs: number;
  resolver: Resolver;
  ca?: string;
}): buildConnector.connector {
  return (target, callback) => {
    const port = target.port || (target.protocol === 'https:' ? '443' : '80');
    const host = isIP(target.hostname) === 6 ? `[${target.hostname}]` : target.hostname;
    resolveChecked(target.hostname, options.resolver, options.isAllowed(`${host}:${port}`)).then(
      (addresses) => {
        const connect = buildConnector({
          lookup: pinnedLookup(addresses),
          timeout: options.connectTimeoutMs,
          allowH2: false,
          ...(options.ca === undefined ? {} : { ca: options.ca }),
        });
        connect(target, callback);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('The name was not resolved'), null),
    );
  };
}
