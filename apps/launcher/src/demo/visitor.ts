import { randomUUID } from 'node:crypto';
import { widgetMessageAcceptedSchema, widgetMessagesSchema, widgetSessionSchema } from '@voronka/contracts';
import { eventually } from './eventually.ts';
import { callJson } from './http-json.ts';

/** One line of the conversation as the visitor sees it. */
export interface TranscriptLine {
  readonly from: 'client' | 'assistant' | 'manager' | 'system';
  readonly text: string;
}

const replyTimeoutMs = 30_000;

/**
 * A visitor of a site with the chat on it, who speaks the widget's public protocol as any browser does.
 *
 * @throws DemoRequestError when the chat does not answer as it should
 */
export class Visitor {
  readonly #baseUrl: string;
  readonly #headers: Readonly<Record<string, string>>;
  #position: number;
  readonly transcript: TranscriptLine[] = [];

  private constructor(baseUrl: string, headers: Readonly<Record<string, string>>, position: number) {
    this.#baseUrl = baseUrl;
    this.#headers = headers;
    this.#position = position;
  }

  /** Opens the chat of the demo page and agrees to the processing of personal data. */
  static async arrive(baseUrl: string): Promise<Visitor> {
    const { json: config } = await callJson(new URL('/demo/config.json', baseUrl), 'demo page');
    const { channelKey } = config as { channelKey: string };
    const origin = { origin: new URL(baseUrl).origin };
    const { json } = await callJson(new URL(`/api/widget/${channelKey}/session`, baseUrl), 'open the chat', {
      headers: origin,
      body: {
        locale: 'ru',
        page: new URL('/demo', baseUrl).href,
        referrer: 'https://search.example/?q=voronka',
        utm: { source: 'demo', campaign: 'first-steps' },
      },
    });
    const session = widgetSessionSchema.parse(json);
    const headers = { ...origin, authorization: `Bearer ${session.token}` };
    if (session.consent.acceptedAt === null) {
      const body = { version: session.consent.version };
      await callJson(new URL('/api/widget/consent', baseUrl), 'consent', { headers, body });
    }
    return new Visitor(baseUrl, headers, session.messages.at(-1)?.position ?? 0);
  }

  /** Says something and waits for the assistant's answer. */
  async say(text: string): Promise<string> {
    const { json } = await callJson(new URL('/api/widget/messages', this.#baseUrl), 'send a message', {
      headers: this.#headers,
      body: { id: randomUUID(), text },
    });
    const { message } = widgetMessageAcceptedSchema.parse(json);
    this.transcript.push({ from: 'client', text: message.text });
    this.#position = Math.max(this.#position, message.position);
    return eventually(`an answer to "${text}"`, replyTimeoutMs, () => this.#nextReply());
  }

  async #nextReply(): Promise<string | undefined> {
    const address = new URL(`/api/widget/messages?after=${this.#position}`, this.#baseUrl);
    const { json } = await callJson(address, 'read messages', { headers: this.#headers });
    const news = widgetMessagesSchema.parse(json).messages.filter(({ from }) => from !== 'client');
    for (const { from, text, position } of news) {
      this.transcript.push({ from, text });
      this.#position = Math.max(this.#position, position);
    }
    return news.find(({ from }) => from === 'assistant')?.text;
  }
}
