import { randomInt } from 'node:crypto';
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

// Below the range from which operating systems take ports for outgoing connections (from 32768 on Linux, 49152 elsewhere):
// one of those could take the port in the time until its server listens.
const lowestPort = 20_000;
const highestPort = 32_000;

/** A port nobody listens on, taken at random, so that two starts at once hardly ever get the same. */
export async function freePort(host = loopback): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(lowestPort, highestPort);
    if (await isPortFree(port, host)) return port;
  }
  throw new Error(`no free port found between ${lowestPort} and ${highestPort}`);
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

  /** The port a service had the last time, whether it is free or not. */
  known(service: string): number | undefined {
    return this.#read()[service];
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
