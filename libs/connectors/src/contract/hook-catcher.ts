import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A receiver of webhooks that keeps their bodies. */
export interface HookCatcher {
  readonly url: string;
  /** Status of its answers. @default 200 */
  answer: number;
  /** Bodies since the last look, once none has come for a while: vendors here send within {@link quietMs}. */
  quiet(): Promise<string[]>;
  forget(): void;
  stop(): Promise<void>;
}

const quietMs = 300;

/** Starts a receiver on a free port of the loopback. */
export async function startHookCatcher(): Promise<HookCatcher> {
  let bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(catcher.answer).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const catcher: HookCatcher = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    answer: 200,
    async quiet() {
      for (let before = -1; before !== bodies.length;) {
        before = bodies.length;
        await sleep(quietMs);
      }
      const taken = bodies;
      bodies = [];
      return taken;
    },
    forget() {
      bodies = [];
      catcher.answer = 200;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return catcher;
}
