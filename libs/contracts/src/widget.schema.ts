/** The site widget's public protocol. `apps/chat-widget` speaks it without importing zod. */
import { z } from 'zod';

/** Largest client text, in bytes of UTF-8. */
export const maxMessageBytes = 8192;

const locale = z.enum(['ru', 'en']);
const url = z.string().max(2000);

/** `POST /api/widget/{channelKey}/session`: opens or resumes a visitor's session. */
export const openSessionSchema = z
  .strictObject({
    /** Token of an earlier session; a wrong one gives a new visitor. */
    token: z.string().max(500).optional(),
    locale: locale.optional(),
    page: url.optional(),
    referrer: url.optional(),
    /** utm_* parameters without the prefix. */
    utm: z.record(z.string().max(50), z.string().max(200)).optional(),
  })
  .meta({ id: 'OpenWidgetSession' });

/** A message as the visitor sees it. */
export const widgetMessageSchema = z
  .object({
    id: z.string(),
    /** Place in the conversation; messages are ordered by it and asked for after it. */
    position: z.int(),
    from: z.enum(['client', 'assistant', 'manager', 'system']),
    author: z.string().nullable(),
    text: z.string(),
    at: z.string(),
    /** For the visitor's own messages. `held`: kept back by the flood limit. */
    status: z.enum(['accepted', 'delivered', 'read', 'held', 'sent']),
  })
  .meta({ id: 'WidgetMessage' });

/** Answer of opening a session. */
export const widgetSessionSchema = z
  .object({
    token: z.string(),
    locale,
    title: z.object({ ru: z.string(), en: z.string() }),
    greeting: z.object({ ru: z.string(), en: z.string() }),
    consent: z.object({
      version: z.string(),
      text: z.object({ ru: z.string(), en: z.string() }),
      /** When this visitor agreed to this version; null: ask before the first message. */
      acceptedAt: z.string().nullable(),
    }),
    messages: z.array(widgetMessageSchema),
  })
  .meta({ id: 'WidgetSession' });

/** `POST /api/widget/consent` */
export const acceptConsentSchema = z.strictObject({ version: z.string().max(50) }).meta({ id: 'AcceptConsent' });

/** `POST /api/widget/messages`: `id` is made by the widget and makes a repeat harmless. */
export const sendWidgetMessageSchema = z
  .strictObject({ id: z.uuid(), text: z.string().trim().min(1) })
  .meta({ id: 'SendWidgetMessage' });

/** Answer of sending: the message as it was taken. */
export const widgetMessageAcceptedSchema = z
  .object({ message: widgetMessageSchema, duplicate: z.boolean() })
  .meta({ id: 'WidgetMessageAccepted' });

/** `GET /api/widget/messages?after=<position>` */
export const widgetMessagesSchema = z.object({ messages: z.array(widgetMessageSchema) }).meta({ id: 'WidgetMessages' });

/** `POST /api/widget/receipts`: everything up to this position has been shown. */
export const widgetReceiptSchema = z.strictObject({ readUpTo: z.int().min(0) }).meta({ id: 'WidgetReceipt' });

/**
 * Server-sent events of `GET /api/widget/events` (Bearer token in the header, read by fetch):
 * `message` {@link widgetMessageSchema}, `status` {id, status}, `typing` {from}, `ping` {}.
 */
export const widgetEventNames = ['message', 'status', 'typing', 'ping'] as const;

/** Data of an opened session. */
export type WidgetSession = z.infer<typeof widgetSessionSchema>;
/** One message of the widget. */
export type WidgetMessage = z.infer<typeof widgetMessageSchema>;
