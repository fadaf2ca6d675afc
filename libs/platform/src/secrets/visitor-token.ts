import { createHmac } from 'node:crypto';
import type { Keyring, MasterKey } from './keyring.ts';
import { deriveKey, findMasterKey } from './keyring.ts';
import { equalInConstantTime } from './tokens.ts';

/** Whom a visitor token names. */
export interface VisitorIdentity {
  channelId: string;
  /** Random, so that the token is unguessable as well as signed. */
  visitorId: string;
}

function macOf(master: MasterKey, body: string): string {
  return createHmac('sha256', deriveKey(master, 'voronka/visitor-token')).update(body).digest('base64url');
}

/** Signs who a visitor is. @returns `v1.{key id}.{body}.{mac}`, safe in a URL; it does not expire by itself */
export function createVisitorToken(keyring: Keyring, identity: VisitorIdentity): string {
  const body = Buffer.from(JSON.stringify([identity.channelId, identity.visitorId])).toString('base64url');
  const signed = `v1.${keyring.current.id}.${body}`;
  return `${signed}.${macOf(keyring.current, signed)}`;
}

/** The visitor of a token, or null when it is not ours, was changed, or is too long to be one. */
export function verifyVisitorToken(keyring: Keyring, token: string): VisitorIdentity | null {
  if (token.length > 1000) return null;
  const [version, keyId, body, mac, ...rest] = token.split('.');
  if (version !== 'v1' || !keyId || !body || !mac || rest.length > 0) return null;
  const master = findMasterKey(keyring, keyId);
  if (!master || !equalInConstantTime(mac, macOf(master, `v1.${keyId}.${body}`))) return null;
  const [channelId, visitorId] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [string, string];
  return { channelId, visitorId };
}
