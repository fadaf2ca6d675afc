import { createHmac, randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookOutboundSchema } from '@voronka/contracts';
import type { WebhookInbound, WebhookOutbound } from '@voronka/contracts';
import { callJson } from '@voronka/testing';
import type { JsonAnswer } from '@voronka/testing';

/** What the provider does with a request of ours: answers with a status, never answers, or cuts the connection. */
export type Manners = number | 'hang' | 'cut';

/** A request that the provider got. */
export interface Delivery {
  readonly message: WebhookOutbound;
  /** Signed with our secret, within a minute of now. */
  readonly isGenuine: boolean;
  /** The request's own id. */
  readonly requestId: string;
}

/**
 * A messenger's provider: posts what clients write, signed, and takes our answers. Signs and verifies by the published
 * rule, without the product's code.
 */
export class ProviderStandIn {
  private readonly hanging = new Set<ServerResponse>();
  private readonly manners: Manners[] = [];
  private server: Server | null = null;
  private chosenPort = 0;
  /** Everything that came in, oldest first. */
  readonly deliveries: Delivery[] = [];

  /** Where clients' messages are posted, and what they are signed with; known once the product runs. */
  inbound: { url: string; secret: string } = { url: '', secret: '' };

  /** Listens, after a stop on the same port again. */
  async start(): Promise<void> {
    const server = createServer((request, response) => void this.serve(request, response));
    await new Promise<void>((resolve) => server.listen(this.chosenPort, '127.0.0.1', resolve));
    this.chosenPort = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Nobody listens any more. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (!server) return;
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** `host:port`. */
  get host(): string {
    return `127.0.0.1:${this.chosenPort}`;
  }

  /** How the next requests are treated, in turn; 200 after these. */
  behaveNext(...manners: Manners[]): void {
    this.manners.push(...manners);
  }

  /** What one chat got, oldest first. */
  of(chatId: string): Delivery[] {
    return this.deliveries.filter(({ message }) => message.chatId === chatId);
  }

  /** Posts a client's message. @param changes of the update or of the request's own id, for repeats */
  async post(
    chatId: string,
    text: string,
    changes: { updateId?: string; requestId?: string; secret?: string } = {},
  ): Promise<JsonAnswer> {
    const { updateId = randomUUID(), requestId = randomUUID(), secret = this.inbound.secret } = changes;
    const body: WebhookInbound = { updateId, chatId, message: { id: updateId, text }, client: { locale: 'ru' } };
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = sign(secret, timestamp, requestId, JSON.stringify(body));
    return callJson(this.inbound.url, {
      body,
      headers: { 'x-voronka-timestamp': timestamp, 'x-voronka-id': requestId, 'x-voronka-signature': signature },
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString('utf8');
    const {
      'x-voronka-timestamp': timestamp,
      'x-voronka-id': requestId,
      'x-voronka-signature': given,
    } = request.headers;
    const isFresh = Math.abs(Number(timestamp) - Date.now() / 1000) < 60;
    this.deliveries.push({
      message: webhookOutboundSchema.parse(JSON.parse(raw)),
      isGenuine: isFresh && given === sign(this.inbound.secret, String(timestamp), String(requestId), raw),
      requestId: String(requestId),
    });
    const manners = this.manners.shift() ?? 200;
    if (manners === 'cut') request.socket.destroy();
    else if (manners === 'hang') this.hanging.add(response);
    else response.writeHead(manners, { 'content-type': 'application/json' }).end('{}');
  }
}

function sign(secret: string, timestamp: string, requestId: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${requestId}.${body}`).digest('hex')}`;
}
