import { createHmac } from 'node:crypto';
import { VoronkaError } from '@voronka/contracts';
import type { OutgoingWebhooks, WebhookCall } from '@voronka/contracts';
import type { PlainValue } from '@voronka/domain';
import { OutboundError } from '@voronka/platform';
import type { OutboundClient, OutboundResponse } from '@voronka/platform';

/** Finds the address of an outgoing webhook; live by id. */
export interface OutgoingWebhookDirectory {
  /** @returns null when it is unknown or switched off */
  accessOf(workspaceId: string, webhookId: string): Promise<{ url: string; secret: string } | null>;
}

const timeoutMs = 10_000;
const maxAnswerBytes = 64 * 1024;
const mostFields = 50;
const longestField = 2000;
/** Longest pause that a receiver may ask for. */
const longestRetryMs = 15 * 60_000;
/** Statuses below 500 that say "later" and not "never". */
const later = new Set([408, 425, 429]);

/** Names of the headers that sign a call. */
export const outgoingWebhookHeaders = {
  /** Unix seconds. */
  timestamp: 'x-voronka-timestamp',
  /** Hexadecimal HMAC-SHA256 of `{timestamp}.{body}`. */
  signature: 'x-voronka-signature',
  idempotencyKey: 'idempotency-key',
} as const;

/** What the receiver computes too. @param timestamp unix seconds */
export function signOutgoing(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** Calls outgoing webhooks: signed, once per key at a receiver that looks at it. */
export class OutgoingWebhookCaller implements OutgoingWebhooks {
  constructor(private readonly deps: { client: OutboundClient; directory: OutgoingWebhookDirectory }) {}

  async call({ workspaceId, webhookId, idempotencyKey, body }: WebhookCall): ReturnType<OutgoingWebhooks['call']> {
    const access = await this.deps.directory.accessOf(workspaceId, webhookId);
    if (!access) throw new VoronkaError('Webhook.NotConfigured', 'the webhook is unknown or switched off');
    const text = JSON.stringify(body);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const response = await this.post(access.url, text, {
      'content-type': 'application/json',
      accept: 'application/json',
      [outgoingWebhookHeaders.timestamp]: timestamp,
      [outgoingWebhookHeaders.signature]: signOutgoing(access.secret, timestamp, text),
      [outgoingWebhookHeaders.idempotencyKey]: idempotencyKey,
    });
    const { status } = response;
    if (status >= 200 && status < 300) return { status, fields: fieldsOf(response) };
    if (status < 500 && !later.has(status)) {
      throw new VoronkaError('Webhook.Rejected', 'the receiver refused the call', { status });
    }
    throw new VoronkaError('Webhook.Unavailable', 'the receiver cannot take the call now', {
      status,
      ...retryAfterOf(response),
    });
  }

  private async post(url: string, body: string, headers: Record<string, string>): Promise<OutboundResponse> {
    try {
      return await this.deps.client.request({
        method: 'POST',
        url,
        headers,
        body,
        timeoutMs,
        maxResponseBytes: maxAnswerBytes,
      });
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      if (error.kind === 'forbiddenAddress') {
        throw new VoronkaError('Webhook.AddressForbidden', 'the address is not allowed', {}, { cause: error });
      }
      if (error.kind === 'tooLarge') {
        throw new VoronkaError('Webhook.Rejected', 'the answer is too large', {}, { cause: error });
      }
      throw new VoronkaError('Webhook.Unavailable', 'the receiver did not answer', {}, { cause: error });
    }
  }
}

function retryAfterOf({ headers }: OutboundResponse): { retryAfterMs?: number } {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: Math.min(seconds * 1000, longestRetryMs) } : {};
}

/** Plain values at the top of the answer; an answer that is no JSON object has none. */
function fieldsOf(response: OutboundResponse): Record<string, PlainValue> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(response.text());
  } catch {
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return {};
  const entries: [string, unknown][] = Object.entries(parsed);
  const plain = entries.flatMap(([key, value]): [string, PlainValue][] => {
    if (typeof value === 'string') return [[key, value.slice(0, longestField)]];
    return typeof value === 'number' || typeof value === 'boolean' || value === null ? [[key, value]] : [];
  });
  return Object.fromEntries(plain.slice(0, mostFields));
}
