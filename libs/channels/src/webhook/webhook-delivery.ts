import { randomUUID } from 'node:crypto';
import { VoronkaError } from '@voronka/contracts';
import type { ClaimedMessage, WebhookOutbound } from '@voronka/contracts';
import { OutboundError, signWebhook } from '@voronka/platform';
import type { OutboundClient } from '@voronka/platform';

/** Where and how a webhook channel's answers are posted. */
export interface WebhookChannelAddress {
  url: string;
  secret: string;
  /** The provider promised to drop a message id that it has seen. */
  deduplicates: boolean;
}

/** Finds the address of a channel; live by id. */
export interface WebhookChannelDirectory {
  /** @returns null when the channel has no outgoing address */
  addressOf(channelId: string): Promise<WebhookChannelAddress | null>;
}

const timeoutMs = 10_000;
const maxAnswerBytes = 64 * 1024;

/**
 * Posts one signed message to the provider.
 *
 * @throws VoronkaError `Channel.DeliveryFailed` when it certainly did not arrive
 * @throws VoronkaError `Channel.DeliveryAmbiguous` when it may have arrived
 */
export async function deliverByWebhook(
  message: ClaimedMessage,
  address: WebhookChannelAddress,
  client: OutboundClient,
): Promise<void> {
  const payload: WebhookOutbound = {
    id: message.messageId,
    chatId: message.chatKey,
    from: message.from,
    author: message.author,
    text: message.text,
    at: message.at,
  };
  const body = JSON.stringify(payload);
  const signature = signWebhook({ secret: address.secret, id: randomUUID(), rawBody: body, nowMs: Date.now() });
  const status = await client
    .request({
      method: 'POST',
      url: address.url,
      headers: { 'content-type': 'application/json', ...signature },
      body,
      timeoutMs,
      maxResponseBytes: maxAnswerBytes,
    })
    .then((response) => response.status)
    .catch((error: unknown) => {
      const sent = !(error instanceof OutboundError) || error.sent;
      throw new VoronkaError(
        sent ? 'Channel.DeliveryAmbiguous' : 'Channel.DeliveryFailed',
        'the provider did not answer',
        {},
        { cause: error },
      );
    });
  if (status >= 200 && status < 300) return;
  // A refusal below 500 means that the provider read the request and took nothing.
  const code = status < 500 ? 'Channel.DeliveryFailed' : 'Channel.DeliveryAmbiguous';
  throw new VoronkaError(code, 'the provider refused the message', { status });
}
