import { createHmac } from 'node:crypto';
import type { ErrorCode } from '@voronka/contracts';
import { webhookHeaders, webhookWindowSeconds } from '@voronka/contracts';
import { equalInConstantTime } from './tokens.ts';

function signatureOf(secret: string, timestamp: string, id: string, rawBody: Uint8Array | string): string {
  const mac = createHmac('sha256', secret).update(`${timestamp}.${id}.`).update(rawBody).digest('hex');
  return `v1=${mac}`;
}

/**
 * Headers that sign a webhook request.
 *
 * @param input.id unique per request; the receiver refuses a second one
 * @param input.nowMs unix time in ms
 * @source libs/contracts/src/webhook-channel.schema.ts
 */
export function signWebhook(input: {
  secret: string;
  id: string;
  rawBody: Uint8Array | string;
  nowMs: number;
}): Record<string, string> {
  const timestamp = String(Math.floor(input.nowMs / 1000));
  return {
    [webhookHeaders.timestamp]: timestamp,
    [webhookHeaders.id]: input.id,
    [webhookHeaders.signature]: signatureOf(input.secret, timestamp, input.id, input.rawBody),
  };
}

/** Outcome of checking a webhook's signature. */
export type WebhookVerdict =
  | { ok: true; id: string }
  | { ok: false; code: Extract<ErrorCode, 'Channel.SignatureWrong' | 'Channel.TimestampOutsideWindow'> };

/**
 * Checks signature, then time. A wrong signature is told first, so that an outsider learns nothing about our clock.
 * Whether `id` was seen before is the caller's to check, after this.
 *
 * @param input.headers with lower-case names, as Node gives them
 */
export function verifyWebhook(input: {
  secret: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  rawBody: Uint8Array | string;
  nowMs: number;
}): WebhookVerdict {
  const timestamp = input.headers[webhookHeaders.timestamp];
  const id = input.headers[webhookHeaders.id];
  const signature = input.headers[webhookHeaders.signature];
  if (typeof timestamp !== 'string' || typeof id !== 'string' || typeof signature !== 'string') {
    return { ok: false, code: 'Channel.SignatureWrong' };
  }
  const wellFormed = /^\d{1,12}$/.test(timestamp) && id.length > 0 && id.length <= 200;
  if (!wellFormed || !equalInConstantTime(signature, signatureOf(input.secret, timestamp, id, input.rawBody))) {
    return { ok: false, code: 'Channel.SignatureWrong' };
  }
  const distanceSeconds = Math.abs(Number(timestamp) - input.nowMs / 1000);
  if (distanceSeconds > webhookWindowSeconds) return { ok: false, code: 'Channel.TimestampOutsideWindow' };
  return { ok: true, id };
}
