import { randomUUID } from 'node:crypto';
import { widgetMessageAcceptedSchema, widgetMessagesSchema, widgetSessionSchema } from '@voronka/contracts';
import type { WidgetMessage } from '@voronka/contracts';
import { callUntilAnswered } from './http.ts';
import type { UntilOptions } from './until.ts';
import { until } from './until.ts';

/** How a visitor comes to the site. */
export interface VisitorOptions {
  /** @default 'ru' */
  readonly locale?: 'ru' | 'en';
  /** Resumes this visitor's session, as after a reload of the page. */
  readonly token?: string;
}

/**
 * A visitor who speaks the widget's public protocol as any browser does: what is not answered is sent again, with the
 * same message id.
 */
export class WidgetClient {
  private constructor(
    private readonly baseUrl: string,
    private readonly headers: Readonly<Record<string, string>>,
    /** The visitor's own secret. */
    readonly token: string,
  ) {}

  /** Opens the chat of the demo page and agrees to the processing of personal data. */
  static async arrive(baseUrl: string, { locale = 'ru', token }: VisitorOptions = {}): Promise<WidgetClient> {
    const { channelKey } = (await callUntilAnswered(new URL('/demo/config.json', baseUrl), 'demo page')) as {
      channelKey: string;
    };
    const origin = { origin: new URL(baseUrl).origin };
    const session = widgetSessionSchema.parse(
      await callUntilAnswered(new URL(`/api/widget/${channelKey}/session`, baseUrl), 'open the chat', {
        headers: origin,
        body: {
          locale,
          page: new URL('/demo', baseUrl).href,
          referrer: 'https://search.example/?q=voronka',
          utm: { source: 'e2e' },
          ...(token === undefined ? {} : { token }),
        },
      }),
    );
    const headers = { ...origin, authorization: `Bearer ${session.token}` };
    if (session.consent.acceptedAt === null) {
      await callUntilAnswered(new URL('/api/widget/consent', baseUrl), 'consent', {
        headers,
        body: { version: session.consent.version },
      });
    }
    return new WidgetClient(baseUrl, headers, session.token);
  }

  /** Sends a message until it is acknowledged. @param id the same for a repeat of the same message */
  async send(text: string, id: string = randomUUID()): Promise<WidgetMessage> {
    const url = new URL('/api/widget/messages', this.baseUrl);
    const answer = await callUntilAnswered(url, 'send a message', { headers: this.headers, body: { id, text } });
    return widgetMessageAcceptedSchema.parse(answer).message;
  }

  /** The whole conversation as this visitor sees it. */
  async messages(): Promise<WidgetMessage[]> {
    const url = new URL('/api/widget/messages?after=0', this.baseUrl);
    return widgetMessagesSchema.parse(await callUntilAnswered(url, 'read messages', { headers: this.headers }))
      .messages;
  }

  /** Waits until the visitor sees a conversation like this. */
  async until(
    what: string,
    isSo: (messages: WidgetMessage[]) => boolean,
    options: UntilOptions = {},
  ): Promise<WidgetMessage[]> {
    return until(
      what,
      async () => {
        const messages = await this.messages();
        return isSo(messages) ? messages : undefined;
      },
      options,
    );
  }

  /** Sends a message and waits for the next message of the company. @returns its text */
  async say(text: string, options: UntilOptions = {}): Promise<string> {
    const { position } = await this.send(text);
    const answered = await this.until(
      `an answer to "${text}"`,
      (messages) => messages.some((message) => message.from !== 'client' && message.position > position),
      options,
    );
    return answered.find((message) => message.from !== 'client' && message.position > position)?.text ?? '';
  }
}
