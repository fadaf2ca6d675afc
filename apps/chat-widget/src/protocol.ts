/**
 * The widget's protocol as plain types. They repeat `@voronka/contracts` (widget.schema.ts) because the widget ships without
 * zod; `protocol.spec.ts` fails to compile when the two differ.
 */

/** Languages of the widget. */
export type Locale = 'ru' | 'en';

/** A text in both languages. */
export interface Localized {
  ru: string;
  en: string;
}

/** Who wrote a message. `client` is the visitor. */
export type MessageAuthor = 'client' | 'assistant' | 'manager' | 'system';

/** How far a message got. Visitor's own: accepted → delivered → read, or `held` by the flood limit; others: `sent`. */
export type MessageStatus = 'accepted' | 'delivered' | 'read' | 'held' | 'sent';

/** A message as the visitor sees it. */
export interface WidgetMessage {
  id: string;
  /** Place in the conversation; grows, may skip numbers. */
  position: number;
  from: MessageAuthor;
  author: string | null;
  text: string;
  /** ISO 8601 UTC. */
  at: string;
  status: MessageStatus;
}

/** The consent that the visitor is asked for before the first message. */
export interface Consent {
  version: string;
  text: Localized;
  /** ISO 8601 UTC; null: not given for this version. */
  acceptedAt: string | null;
}

/** Answer of `POST session`. */
export interface WidgetSession {
  token: string;
  locale: Locale;
  title: Localized;
  greeting: Localized;
  consent: Consent;
  messages: WidgetMessage[];
}

/** Body of `POST session`. Lengths: token 500, page and referrer 2000, utm names 50 and values 200. */
export interface OpenSessionBody {
  token?: string;
  locale?: Locale;
  page?: string;
  referrer?: string;
  utm?: Record<string, string>;
}

/** Body of `POST consent`. */
export interface AcceptConsentBody {
  version: string;
}

/** Body of `POST messages`. */
export interface SendMessageBody {
  /** UUID made by the widget; a repeat with the same id is harmless. */
  id: string;
  text: string;
}

/** Answer of `POST messages`. */
export interface MessageAccepted {
  message: WidgetMessage;
  duplicate: boolean;
}

/** Answer of `GET messages?after=`. */
export interface MessagesAnswer {
  messages: WidgetMessage[];
}

/** Body of `POST receipts`. */
export interface ReceiptBody {
  readUpTo: number;
}

/** Body of every error answer. */
export interface ApiErrorBody {
  code: string;
  message: Localized;
  fields?: { path: string; message: Localized }[];
  correlationId: string;
}

/** Largest text of a message, in bytes of UTF-8. */
export const maxMessageBytes = 8192;

/** Names of the server-sent events. */
export const eventNames = ['message', 'status', 'typing', 'ping'] as const;

/** An event of `GET events`, as far as the widget uses it. */
export type ServerEvent =
  | { name: 'message'; message: WidgetMessage }
  | { name: 'status'; id: string; status: MessageStatus }
  | { name: 'typing'; from: 'assistant' | 'manager' }
  | { name: 'ping' };
