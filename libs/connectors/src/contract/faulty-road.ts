import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CrmFault } from './crm-under-test.ts';

/** The way to a receiver, on which things go wrong as they are ordered. */
export interface FaultyRoad {
  /** What is called in place of the receiver. */
  url: string;
  hostPort: string;
  /** Where it leads. */
  leadTo(url: string): void;
  /** Lets the next command of this type go wrong. */
  order(fault: CrmFault, type: string): void;
  /** Answers all commands of these types as a receiver that does not know them, until the next reset. */
  refuse(types: readonly string[], how: 'status501' | 'word'): void;
  /** Types of commands that the receiver carried out. */
  readonly carriedOut: string[];
  /** Headers of the last request. */
  readonly lastHeaders: () => IncomingHttpHeaders;
  reset(): void;
  stop(): Promise<void>;
}

type Answer = { status: number; body: Buffer; date?: string };

const json = { 'content-type': 'application/json' };

/** Sends an answer in two pieces, cut inside its first letter of several bytes. */
function sendTorn(response: ServerResponse, { status, body }: Answer): void {
  const letter = body.findIndex((byte) => byte >= 0xc0);
  response.writeHead(status, json);
  response.write(body.subarray(0, letter + 1));
  setTimeout(() => response.end(body.subarray(letter + 1)), 50);
}

/** Starts it. Requests reach the receiver byte by byte as they were sent, signature included. */
export async function openFaultyRoad(): Promise<FaultyRoad> {
  let target = '';
  let lastHeaders: IncomingHttpHeaders = {};
  const faults: { fault: CrmFault; type: string }[] = [];
  const refused = new Map<string, 'status501' | 'word'>();
  const carriedOut: string[] = [];

  const forward = async (headers: IncomingHttpHeaders, body: Buffer, type: string): Promise<Answer> => {
    const kept = ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
    const passed = kept.map((name) => [name, String(headers[name] ?? '')]);
    const answer = await fetch(target, {
      method: 'POST',
      headers: Object.fromEntries(passed) as Record<string, string>,
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(5000),
    });
    if (answer.ok) carriedOut.push(type);
    const date = answer.headers.get('date') ?? '';
    return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()), date };
  };

  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      lastHeaders = request.headers;
      const { type } = JSON.parse(body.toString('utf8')) as { type: string };
      const send = ({ status, body: text, date }: Answer) =>
        response.writeHead(status, date ? { ...json, date } : json).end(text);
      const refusal = refused.get(type);
      if (refusal === 'word') return response.writeHead(200, { 'content-type': 'text/plain' }).end('Accepted');
      if (refusal) return response.writeHead(501, json).end('{}');
      const place = faults.findIndex((one) => one.type === type);
      const [ordered] = place < 0 ? [] : faults.splice(place, 1);
      switch (ordered?.fault) {
        case 'answerLost':
          await forward(request.headers, body, type);
          return response.destroy();
        case 'errorAfterWrite':
          await forward(request.headers, body, type);
          return send({ status: 500, body: Buffer.from('{"error":"internal"}') });
        case 'requestLost':
          return response.destroy();
        case 'pageInsteadOfJson':
          return response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
        case 'silence':
          return undefined;
        case 'unauthorized':
          return send({ status: 401, body: Buffer.from('{"error":"signature"}') });
        case 'tooManyRequests':
          return send({ status: 429, body: Buffer.from('{}') });
        case 'longBan':
          return response.writeHead(429, { ...json, 'retry-after': '600' }).end('{}');
        case 'tornLetter':
          return sendTorn(response, await forward(request.headers, body, type));
        // A receiver has neither an index that lags behind nor a filter.
        case 'searchLag':
        case 'filterIgnored':
        case undefined:
          return send(await forward(request.headers, body, type));
      }
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hostPort = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${hostPort}/commands`,
    hostPort,
    leadTo: (url) => void (target = url),
    order: (fault, type) => void faults.push({ fault, type }),
    refuse: (types, how) => types.forEach((type) => refused.set(type, how)),
    carriedOut,
    lastHeaders: () => lastHeaders,
    reset() {
      faults.length = 0;
      carriedOut.length = 0;
      refused.clear();
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
