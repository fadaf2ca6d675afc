import { createServer } from 'node:http';
import { renderMetrics } from '@voronka/platform';
import type { Database } from '@voronka/persistence';
import { SweepStore } from '@voronka/persistence';
import type { Registry } from 'prom-client';
import { Gauge } from 'prom-client';

/** Serves `/metrics` and `/health/live` of the worker on the loopback. @param deps.port null: none */
export async function startMetricsServer(deps: {
  database: Database;
  registry: Registry;
  port: number | null;
}): Promise<{ url: string; close(): Promise<void> } | null> {
  if (deps.port === null) return null;
  const { registry } = deps;
  const sweep = new SweepStore(deps.database);
  new Gauge({
    name: 'voronka_sleeping_dialogues',
    help: 'Dialogues whose undone inbox rows are older than 3 seconds',
    registers: [registry],
    async collect() {
      this.set((await sweep.sleepingDialogues(3_000, 1_000)).length);
    },
  });
  const server = createServer((request, response) => {
    if (request.url === '/health/live') {
      response.end('{"status":"ok"}');
      return;
    }
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    renderMetrics(registry)
      .then(({ contentType, body }) => response.writeHead(200, { 'content-type': contentType }).end(body))
      .catch(() => response.writeHead(500).end());
  });
  const { port } = deps;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}/metrics`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
