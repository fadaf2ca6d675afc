import { createHmac, randomBytes } from 'node:crypto';
import { webhookWindowSeconds } from '@voronka/contracts';
import { equalInConstantTime } from './tokens.ts';

const prefix = 'whsec_';

/** Headers of the Standard Webhooks specification, in lower case. */
export const standardWebhookHeaders = {
  /** The same for every attempt: the receiver's idempotency key. */
  id: 'webhook-id',
  /** Unix seconds of this attempt. */
  timestamp: 'webhook-timestamp',
  /** `v1,` and the base64 of HMAC-SHA256 over `{id}.{timestamp}.{raw body}`; several with a space between. */
  signature: 'webhook-signature',
} as const;

/** A new secret as the specification writes it: `whsec_` and 32 bytes in base64. */
export function newStandardWebhookSecret(): string {
  return `${prefix}${randomBytes(32).toString('base64')}`;
}

function signatureOf(secret: string, id: string, timestamp: string, rawBody: Uint8Array | string): string {
  const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret, 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody).digest('base64')}`;
}

/**
 * Headers that sign a request so that the ready libraries of many languages can check it.
 *
 * @param input.id without a full stop, which separates what is signed
 * @param input.nowMs unix time in ms
 * @source https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signStandardWebhook(input: {
  secret: string;
  id: string;
  rawBody: Uint8Array | string;
  nowMs: number;
}): Record<string, string> {
  const timestamp = String(Math.floor(input.nowMs / 1000));
  return {
    [standardWebhookHeaders.id]: input.id,
    [standardWebhookHeaders.timestamp]: timestamp,
    [standardWebhookHeaders.signature]: signatureOf(input.secret, input.id, timestamp, input.rawBody),
  };
}

/**
 * Whether a request was signed with the secret, within five minutes of now. All signatures are compared, each in constant
 * time; which of the reasons it failed for is not told.
 *
 * @param input.headers with lower-case names, as Node gives them
 */
export function verifyStandardWebhook(input: {
  secret: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  rawBody: Uint8Array | string;
  nowMs: number;
}): boolean {
  const { id, timestamp, signature } = standardWebhookHeaders;
  const [givenId, givenTime, given] = [input.headers[id], input.headers[timestamp], input.headers[signature]];
  if (typeof givenId !== 'string' || typeof givenTime !== 'string' || typeof given !== 'string') return false;
  if (!/^\d{1,12}$/.test(givenTime) || givenId === '' || givenId.length > 300) return false;
  const expected = signatureOf(input.secret, givenId, givenTime, input.rawBody);
  const fits = given
    .split(' ', 10)
    .map((one) => equalInConstantTime(one, expected))
    .includes(true);
  return fits && Math.abs(Number(givenTime) - input.nowMs / 1000) <= webhookWindowSeconds;
}
