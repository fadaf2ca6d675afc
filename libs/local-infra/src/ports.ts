import { createServer } from 'node:net';
import { join } from 'node:path';
import { readJson, writeJsonAtomic } from './files.ts';

const loopback = '127.0.0.1';

/** Whether nobody listens on the port of this address now. Another process may take it a moment later. */
export async function isPortFree(port: number, host = loopback): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A port nobody listens on, chosen by the operating system. */
export async function freePort(host = loopback): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('the operating system named no port')),
      );
    });
  });
}

/** The first free port from `from` upwards; looks at no more than 100. */
export async function nextFreePort(from: number, host = loopback): Promise<number> {
  for (let port = from; port < from + 100 && port <= 65_535; port += 1) {
    if (await isPortFree(port, host)) return port;
  }
  return freePort(host);
}

/**
 * Ports that services of one home had before. A service keeps its port over restarts, so that what connects to it
 * finds it again; when somebody else took the port meanwhile, a new one is chosen and remembered.
 */
export class RememberedPorts {
  readonly #path: string;

  constructor(home: string) {
    this.#path = join(home, 'ports.json');
  }

  /** The service's remembered port when it is free, else a new free one, remembered from now on. */
  async choose(service: string): Promise<number> {
    const known = this.#read();
    const before = known[service];
    if (before !== undefined && (await isPortFree(before))) return before;
    const port = await freePort();
    this.remember(service, port);
    return port;
  }

  /** Records the port a service really listens on. */
  remember(service: string, port: number): void {
    writeJsonAtomic(this.#path, { ...this.#read(), [service]: port });
  }

  #read(): Record<string, number> {
    const stored = readJson(this.#path);
    if (stored === null || typeof stored !== 'object') return {};
    return Object.fromEntries(
      Object.entries(stored).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    );
  }
}
