import { ApiError } from '../client/api-error.ts';
import type { WidgetApi } from '../client/widget-api.ts';
import type { OpenSessionBody, ServerEvent, WidgetMessage, WidgetSession } from '../protocol.ts';

/** One open event stream of a {@link FakeServer}. */
interface Stream {
  token: string;
  onEvent: (event: ServerEvent) => void;
  end: (error: ApiError | null) => void;
}

interface Visitor {
  consentAt: string | null;
  messages: WidgetMessage[];
}

/** An answer with the product's code, as the API gives it. */
export function apiError(status: number, code: string): ApiError {
  return new ApiError(status, { code, message: { ru: `${code} ru`, en: `${code} en` }, correlationId: 'c' });
}

/**
 * The widget's server in memory, with its rules: unknown tokens are refused, messages need consent, a repeated id is taken
 * once. Tests break the line through {@link failures} and {@link dropStreams}.
 */
export class FakeServer implements WidgetApi {
  readonly visitors = new Map<string, Visitor>();
  readonly opened: OpenSessionBody[] = [];
  readonly asked: number[] = [];
  readonly receipts: number[] = [];
  readonly typings: string[] = [];
  streams: Stream[] = [];
  /** Errors for the next calls of a method, used up in order; `afterwards`: the call took effect, only its answer is lost. */
  readonly failures: { [Method in keyof WidgetApi]?: { error: ApiError; afterwards?: boolean }[] } = {};
  sendAttempts = 0;

  async openSession(body: OpenSessionBody): Promise<WidgetSession> {
    return this.#maybeFail('openSession', () => {
      this.opened.push(body);
      const token = body.token !== undefined && this.visitors.has(body.token) ? body.token : this.addVisitor();
      const { consentAt, messages } = this.#visitor(token);
      return {
        token,
        locale: body.locale ?? 'en',
        title: { ru: 'Мастерская', en: 'Workshop' },
        greeting: { ru: 'Здравствуйте!', en: 'Hello!' },
        consent: { version: '1', text: { ru: 'Согласие', en: 'Consent' }, acceptedAt: consentAt },
        messages: messages.map((message) => ({ ...message })),
      };
    });
  }

  async acceptConsent(token: string): Promise<void> {
    return this.#maybeFail('acceptConsent', () => {
      this.#visitor(token).consentAt = '2026-01-12T09:00:00.000Z';
    });
  }

  async sendMessage(token: string, { id, text }: { id: string; text: string }) {
    this.sendAttempts += 1;
    return this.#maybeFail('sendMessage', () => {
      const visitor = this.#visitor(token);
      if (!visitor.consentAt) throw apiError(428, 'Channel.ConsentRequired');
      const known = visitor.messages.find((message) => message.id === id);
      const message = known ?? this.say(token, { id, from: 'client', text, status: 'accepted' }, false);
      return { message: { ...message }, duplicate: known !== undefined };
    });
  }

  async fetchMessages(token: string, after: number): Promise<WidgetMessage[]> {
    return this.#maybeFail('fetchMessages', () => {
      this.asked.push(after);
      return this.#visitor(token).messages.filter(({ position }) => position > after);
    });
  }

  async sendTyping(token: string): Promise<void> {
    this.typings.push(token);
  }

  async sendReceipt(token: string, { readUpTo }: { readUpTo: number }): Promise<void> {
    return this.#maybeFail('sendReceipt', () => {
      this.#visitor(token);
      this.receipts.push(readUpTo);
    });
  }

  async listen(
    token: string,
    signal: AbortSignal,
    onOpen: () => void,
    onEvent: (event: ServerEvent) => void,
  ): Promise<void> {
    this.#maybeFail('listen', () => this.#visitor(token));
    return new Promise((resolve, reject) => {
      const end = (error: ApiError | null): void => {
        this.streams = this.streams.filter((one) => one !== stream);
        if (error) reject(error);
        else resolve();
      };
      const stream: Stream = { token, onEvent, end };
      this.streams.push(stream);
      signal.addEventListener('abort', () => end(new ApiError(0, null)));
      onOpen();
    });
  }

  /** A visitor known to the server; the answer is the token. */
  addVisitor(consentAt: string | null = null): string {
    const token = `token-${this.visitors.size + 1}`;
    this.visitors.set(token, { consentAt, messages: [] });
    return token;
  }

  /** Adds a message and, unless `announce` is false, tells the open streams. */
  say(token: string, part: Partial<WidgetMessage> & { text: string }, announce = true): WidgetMessage {
    const { messages } = this.#visitor(token);
    const position = messages.length + 1;
    const at = new Date(Date.UTC(2026, 0, 12, 9, 0, position)).toISOString();
    const message: WidgetMessage = {
      id: `m${position}`,
      position,
      from: 'assistant',
      author: null,
      at,
      status: 'sent',
      ...part,
    };
    messages.push(message);
    if (announce) this.announce(token, { name: 'message', message });
    return message;
  }

  /** Sends an event to a visitor's streams. */
  announce(token: string, event: ServerEvent): void {
    for (const stream of this.streams) if (stream.token === token) stream.onEvent(event);
  }

  /** Breaks all streams; null closes them in good order. */
  dropStreams(error: ApiError | null = new ApiError(0, null)): void {
    for (const stream of [...this.streams]) stream.end(error);
  }

  #visitor(token: string): Visitor {
    const visitor = this.visitors.get(token);
    if (!visitor) throw apiError(401, 'Channel.TokenInvalid');
    return visitor;
  }

  #maybeFail<T>(method: keyof WidgetApi, act: () => T): T {
    const failure = this.failures[method]?.shift();
    if (failure && !failure.afterwards) throw failure.error;
    const answer = act();
    if (failure) throw failure.error;
    return answer;
  }
}
