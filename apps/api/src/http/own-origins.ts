import type { Request } from 'express';
import type { Config } from '@voronka/platform';

const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];
const anyAddress = new Set(['0.0.0.0', '::', '']);

/** Whether an Origin header names the product itself, so that a browser's request comes from our own pages. */
export function isOwnOrigin(config: Config, request: Request, origin: string): boolean {
  if (config.publicUrl !== null) {
    if (origin === new URL(config.publicUrl).origin) return true;
    // Behind a public address the loopback still serves the demo and checks on the machine itself.
  }
  const parsed = URL.parse(origin);
  if (!parsed || parsed.origin !== origin) return false;
  const host = request.headers.host ?? '';
  if (parsed.host !== host) return false;
  // A name that an outsider's DNS points at this machine must not count as ours.
  if (loopbackHosts.includes(parsed.hostname)) return true;
  return anyAddress.has(config.host) ? config.publicUrl === null : parsed.hostname === config.host;
}

/** Whether the request goes without an Origin (no browser page made it) or comes from our own pages. */
export function comesFromOwnPage(config: Config, request: Request): boolean {
  const origin = request.headers.origin;
  if (origin !== undefined) return isOwnOrigin(config, request, origin);
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
