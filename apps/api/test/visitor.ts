import { randomUUID } from 'node:crypto';
import type { WidgetMessage, WidgetSession } from '@voronka/contracts';
import type { Answer, RequestOptions } from './browser.ts';
import { Browser } from './browser.ts';
import { EventReader } from './event-reader.ts';
import type { TestApi } from './test-api.ts';

/** A visitor of a site with the chat, speaking the widget's protocol. */
export class Visitor {
  readonly browser: Browser;

  private constructor(
    private readonly api: TestApi,
    readonly session: WidgetSession,
  ) {
    this.browser = new Browser(api.url);
  }

  /** Opens a session. */
  static async open(api: TestApi, body: object = {}): Promise<Visitor> {
    const answer = await api.browser().expect<WidgetSession>(200, 'POST', `/api/widget/${api.keys.site}/session`, body);
    return new Visitor(api, answer.body);
  }

  /** Opens a session and agrees to the consent text. */
  static async agreed(api: TestApi, body: object = {}): Promise<Visitor> {
    const visitor = await Visitor.open(api, body);
    await visitor.browser.expect(204, 'POST', '/api/widget/consent', { version: '1' }, visitor.bearer());
    return visitor;
  }

  /** Header with the visitor's token. */
  bearer(headers: Record<string, string> = {}): RequestOptions {
    return { headers: { authorization: `Bearer ${this.session.token}`, ...headers } };
  }

  /** Sends a text that must be taken. */
  async say(text: string, id: string = randomUUID()): Promise<Answer<{ message: WidgetMessage; duplicate: boolean }>> {
    return this.browser.expect(200, 'POST', '/api/widget/messages', { id, text }, this.bearer());
  }

  /** What the visitor sees. */
  async messages(after = 0): Promise<WidgetMessage[]> {
    const path = `/api/widget/messages?after=${after}`;
    const answer = await this.browser.expect<{ messages: WidgetMessage[] }>(200, 'GET', path, undefined, this.bearer());
    return answer.body.messages;
  }

  /** Live events of this visitor. */
  events(): Promise<EventReader> {
    return EventReader.open(`${this.api.url}/api/widget/events`, { authorization: `Bearer ${this.session.token}` });
  }

  /** The dialogue's id, as the database knows it. */
  async dialogueId(): Promise<string> {
    const [, body = ''] = /^v1\.[^.]+\.([^.]+)\./.exec(this.session.token) ?? [];
    const [, visitorId] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string];
    const [row] = await this.api.orm.em
      .fork()
      .execute<{ id: string }[]>('select id from dialogues where chat_key = ?', [visitorId]);
    if (!row) throw new Error('the visitor has no dialogue yet');
    return row.id;
  }
}
