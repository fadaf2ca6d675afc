import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../bitrix24/portal-time.ts';
import { delivered, jsonReply } from './http-types.ts';
import type { Delivery, HttpReply, Route } from './http-types.ts';
import { BadRequestError, readRequest } from './read-request.ts';
import type { TlsIdentity } from './tls-certificate.ts';

/** Pause between the two halves of a split answer; long enough for the client to see two chunks. */
const splitPauseMs = 30;

/** A listening server. */
export interface RunningServer {
  readonly port: number;
  /** Stops accepting, cuts open connections and waits until all are gone. */
  readonly close: () => Promise<void>;
}

/**
 * Listens and hands each request to the first route whose prefix fits.
 *
 * @param port 0 = a free one
 * @param options.now what `Date` says
 * @param options.tls https instead of http
 * @throws NodeJS.ErrnoException when the port is taken
 */
export async function listen(
  host: string,
  port: number,
  routes: () => readonly Route[],
  options: { readonly now: Clock; readonly tls?: TlsIdentity },
): Promise<RunningServer> {
  const handler = (message: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('date', new Date(options.now()).toUTCString());
    serve(message, response, routes()).catch(() => message.socket.destroy());
  };
  const { tls } = options;
  const server = tls ? createTlsServer({ key: tls.key, cert: tls.cert }, handler) : createServer(handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(message: IncomingMessage, response: ServerResponse, routes: readonly Route[]): Promise<void> {
  const delivery = await handle(message, routes);
  if (delivery.kind === 'drop') message.socket.destroy();
  if (delivery.kind !== 'reply' || response.destroyed) return;
  if (delivery.splitUtf8) await sendSplit(response, delivery.reply);
  else send(response, delivery.reply);
}

async function handle(message: IncomingMessage, routes: readonly Route[]): Promise<Delivery> {
  try {
    const request = await readRequest(message);
    const route = routes.find(({ prefix }) => request.path.startsWith(prefix));
    return await (route?.handle(request) ?? delivered(jsonReply(404, { error: 'NOT_FOUND' })));
  } catch (error) {
    if (error instanceof BadRequestError)
      return delivered(jsonReply(error.status, { error: 'INVALID_REQUEST', error_description: error.message }));
    process.stderr.write(`${JSON.stringify({ level: 'error', message: 'request failed', error: String(error) })}\n`);
    return delivered(jsonReply(500, { error: 'INTERNAL_SERVER_ERROR', error_description: 'Internal server error' }));
  }
}

function send(response: ServerResponse, reply: HttpReply): void {
  // 204 has neither a body nor a length.
  if (reply.status === 204) {
    response.writeHead(204, reply.headers).end();
    return;
  }
  const body = Buffer.from(reply.body, 'utf8');
  response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length }).end(body);
}

/** Sends the body in two chunks with the cut inside its first character of several bytes. */
async function sendSplit(response: ServerResponse, reply: HttpReply): Promise<void> {
  const body = Buffer.from(reply.body, 'utf8');
  const lead = body.findIndex((byte) => byte >= 0xc0);
  const cut = lead < 0 ? Math.floor(body.length / 2) : lead + 1;
  response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length });
  response.write(body.subarray(0, cut));
  await new Promise((resolve) => setTimeout(resolve, splitPauseMs));
  response.end(body.subarray(cut));
}
