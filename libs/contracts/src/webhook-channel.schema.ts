/** The generic signed webhook channel, in and out. */
import { z } from 'zod';

/**
 * Signature of both directions: headers `x-voronka-timestamp` (unix seconds), `x-voronka-id` (unique per request) and
 * `x-voronka-signature` = `v1=` + hex HMAC-SHA256(secret, `{timestamp}.{id}.{raw body}`).
 */
export const webhookHeaders = {
  timestamp: 'x-voronka-timestamp',
  id: 'x-voronka-id',
  signature: 'x-voronka-signature',
} as const;

/** How far a request's time may be from ours, in seconds. */
export const webhookWindowSeconds = 300;

/** `POST /api/channels/webhook/{channelKey}`: one client message from the provider. */
export const webhookInboundSchema = z
  .strictObject({
    /** The provider's own id of this update; a repeat is acknowledged and does nothing. */
    updateId: z.string().min(1).max(200),
    /** The provider's id of the chat; may be a phone number, so it never leaves our database. */
    chatId: z.string().min(1).max(200),
    message: z.strictObject({ id: z.string().min(1).max(200), text: z.string().min(1) }),
    /** What the provider knows of the client. */
    client: z
      .strictObject({
        name: z.string().max(200).optional(),
        locale: z.enum(['ru', 'en']).optional(),
      })
      .optional(),
  })
  .meta({ id: 'WebhookInbound' });

/** Body that the product posts to the channel's outgoing address. `id` is stable over retries: deduplicate by it. */
export const webhookOutboundSchema = z
  .object({
    id: z.string(),
    chatId: z.string(),
    from: z.enum(['assistant', 'manager', 'system']),
    author: z.string().nullable(),
    text: z.string(),
    at: z.string(),
  })
  .meta({ id: 'WebhookOutbound' });

/** One inbound update. */
export type WebhookInbound = z.infer<typeof webhookInboundSchema>;
/** One outbound message. */
export type WebhookOutbound = z.infer<typeof webhookOutboundSchema>;
