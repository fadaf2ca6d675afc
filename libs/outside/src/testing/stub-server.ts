import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server was asked. */
export interface StubRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the server answers; `hang` never does. */
export type StubAnswer = { status?: number; headers?: Record<string, string>; body: string; delayMs?: number } | 'hang';

/** A real server on the loopback that answers as it is told. */
export interface StubServer {
  /** Origin, without a slash at the end. */
  url: string;
  /** For `VORONKA_ALLOW_HOSTS`. */
  hostPort: string;
  requests: StubRequest[];
  /** The answers to come, one a request; the last one repeats. */
  answer(...answers: (StubAnswer | ((request: StubRequest) => StubAnswer))[]): void;
  /** Cuts every connection. */
  dropLines(): void;
  stop(): Promise<void>;
}

/** Starts a server that stands for a system outside. */
export async function startStubServer(): Promise<StubServer> {
  const requests: StubRequest[] = [];
  let script: (StubAnswer | ((request: StubRequest) => StubAnswer))[] = [{ status: 500, body: 'nothing is planned' }];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
      requests.push(asked);
      const [next, ...rest] = script;
      if (rest.length > 0) script = rest;
      const answer = typeof next === 'function' ? next(asked) : next;
      if (answer === undefined || answer === 'hang') return;
      const send = () => void response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
      if (answer.delayMs === undefined) send();
      else setTimeout(send, answer.delayMs);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hostPort: `127.0.0.1:${port}`,
    requests,
    answer(...answers) {
      script = answers;
    },
    dropLines: () => server.closeAllConnections(),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A chat completion with this text. */
export function completionOf(content: unknown): StubAnswer {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: 'completion',
      object: 'chat.completion',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
    }),
  };
}
