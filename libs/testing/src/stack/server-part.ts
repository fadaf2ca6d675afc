import type { Part } from './part.ts';
import { sigkill } from './part.ts';

/** A server that watches and restarts itself, as `@voronka/local-infra` gives it. */
export interface WatchedServer {
  pid(): number | null;
  stop(): Promise<void>;
}

/**
 * PostgreSQL or Temporal as a part of the stack. A restart, by its own watching or by {@link Part.start}, takes the same
 * port and the same data.
 *
 * @param ensure starts it in the stack's home
 */
export async function startServer<Server extends WatchedServer>(
  ensure: () => Promise<Server>,
): Promise<Part & { server(): Server }> {
  let server = await ensure();
  let up = true;
  let lives = 1;
  let lastPid = server.pid();

  /** Its own watching starts it again; a new pid is a new life. */
  function countLives(): void {
    const pid = server.pid();
    if (pid === lastPid) return;
    lastPid = pid;
    lives += 1;
  }

  return {
    server: () => server,
    pid: () => (up ? server.pid() : null),
    lives() {
      countLives();
      return lives;
    },
    async killForGood() {
      if (!up) return;
      countLives();
      up = false;
      sigkill(server.pid());
      // Ends the watching; what it may have started again meanwhile goes too.
      await server.stop();
    },
    async start() {
      if (up) return;
      server = await ensure();
      up = true;
      lastPid = server.pid();
      lives += 1;
    },
    async stop() {
      if (up) await server.stop();
      up = false;
    },
  };
}
