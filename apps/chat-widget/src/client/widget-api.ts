import type {
  AcceptConsentBody,
  ApiErrorBody,
  MessageAccepted,
  MessagesAnswer,
  OpenSessionBody,
  ReceiptBody,
  SendMessageBody,
  ServerEvent,
  WidgetMessage,
  WidgetSession,
} from '../protocol.ts';
import { ApiError } from './api-error.ts';
import { createSseParser, type RawEvent } from './sse-parser.ts';
import type { Timers } from './timers.ts';

/** The server, as the chat uses it. Every method throws {@link ApiError} and nothing else. */
export interface WidgetApi {
  openSession(body: OpenSessionBody): Promise<WidgetSession>;
  acceptConsent(token: string, body: AcceptConsentBody): Promise<void>;
  sendMessage(token: string, body: SendMessageBody): Promise<MessageAccepted>;
  /** Messages after a position, oldest first. */
  fetchMessages(token: string, after: number): Promise<WidgetMessage[]>;
  sendTyping(token: string): Promise<void>;
  sendReceipt(token: string, body: ReceiptBody): Promise<void>;
  /**
   * Listens until the server closes the stream (then it resolves), the signal aborts or the line goes silent.
   *
   * @param onOpen the server has answered: from now on no event is missed
   */
  listen(token: string, signal: AbortSignal, onOpen: () => void, onEvent: (event: ServerEvent) => void): Promise<void>;
}

/** What {@link createWidgetApi} needs. */
export interface WidgetApiOptions {
  /** Scheme, host and port of the API: those of the widget's script. */
  origin: string;
  channelKey: string;
  fetch: typeof fetch;
  timers: Timers;
  /** For one request, in ms. @default 15 000 */
  timeoutMs?: number;
  /** Silence on the event stream, in ms, after which it counts as dead; the server pings every 15 s. @default 45 000 */
  silenceMs?: number;
}

/** Speaks the widget's protocol over fetch. */
export function createWidgetApi(options: WidgetApiOptions): WidgetApi {
  const { origin, channelKey, timers, timeoutMs = 15_000, silenceMs = 45_000 } = options;
  const base = `${origin}/api/widget/${encodeURIComponent(channelKey)}/session`;
  const at = (path: string): string => `${origin}/api/widget/${path}`;

  const send = (url: string, token: string | null, signal: AbortSignal, body?: object): Promise<Response> =>
    options.fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal,
      cache: 'no-store',
      credentials: 'omit',
    });

  /** One request with its timeout; the answer is null where the server sent no content. */
  const request = async (url: string, token: string | null, body?: object): Promise<unknown> => {
    const abort = new AbortController();
    const cancel = timers.after(timeoutMs, () => abort.abort());
    try {
      const response = await send(url, token, abort.signal, body);
      if (!response.ok) throw await readError(response);
      const text = await response.text();
      return text === '' ? null : JSON.parse(text);
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError(0, null);
    } finally {
      cancel();
    }
  };

  return {
    openSession: async (body) =>
      expectShape<WidgetSession>(await request(base, null, body), 'token', 'consent', 'messages'),
    acceptConsent: async (token, body) => void (await request(at('consent'), token, body)),
    sendMessage: async (token, body) =>
      expectShape<MessageAccepted>(await request(at('messages'), token, body), 'message'),
    fetchMessages: async (token, after) =>
      expectShape<MessagesAnswer>(await request(at(`messages?after=${after}`), token), 'messages').messages,
    sendTyping: async (token) => void (await request(at('typing'), token, {})),
    sendReceipt: async (token, body) => void (await request(at('receipts'), token, body)),

    async listen(token, signal, onOpen, onEvent) {
      const abort = new AbortController();
      const stop = (): void => abort.abort();
      signal.addEventListener('abort', stop);
      let cancelWatch = timers.after(timeoutMs, stop);
      try {
        const response = await send(at('events'), token, abort.signal);
        if (!response.ok) throw await readError(response);
        if (!response.body) throw new ApiError(0, null);
        onOpen();
        const parse = createSseParser((raw) => {
          const event = readEvent(raw);
          if (event) onEvent(event);
        });
        const reader = response.body.getReader();
        const decoder = new TextDecoder();
        for (;;) {
          cancelWatch();
          cancelWatch = timers.after(silenceMs, stop);
          const { done, value } = await reader.read();
          if (done) return;
          parse(decoder.decode(value, { stream: true }));
        }
      } catch (error) {
        throw error instanceof ApiError ? error : new ApiError(0, null);
      } finally {
        cancelWatch();
        signal.removeEventListener('abort', stop);
      }
    },
  };
}

/** An answer without its main parts comes from something else than our API (a captive portal): not readable, try later. */
function expectShape<T>(answer: unknown, ...parts: (keyof T & string)[]): T {
  if (typeof answer !== 'object' || answer === null || !parts.every((part) => part in answer))
    throw new ApiError(0, null);
  return answer as T;
}

async function readError(response: Response): Promise<ApiError> {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null && 'code' in body && 'message' in body)
      return new ApiError(response.status, body as ApiErrorBody, retryAfterMs);
  } catch {
    // a proxy's page: the status says enough
  }
  return new ApiError(response.status, null, retryAfterMs);
}

/** Null for events that this version does not know. */
function readEvent({ name, data }: RawEvent): ServerEvent | null {
  if (name === 'ping') return { name };
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return null; // one unreadable event must not end the stream; the next catch-up brings what it said
  }
  if (typeof value !== 'object' || value === null) return null;
  if (name === 'message' && 'id' in value && 'position' in value) return { name, message: value as WidgetMessage };
  if (name === 'status' && 'id' in value && 'status' in value)
    return { name, id: String(value.id), status: value.status as WidgetMessage['status'] };
  if (name === 'typing' && 'from' in value && (value.from === 'assistant' || value.from === 'manager'))
    return { name, from: value.from };
  return null;
}
