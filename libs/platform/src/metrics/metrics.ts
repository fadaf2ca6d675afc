import { collectDefaultMetrics, Registry } from 'prom-client';

/**
 * The registry of one process: default metrics of Node and a `service` label on everything.
 *
 * @param service name of the process, for example `api`
 */
export function createMetricsRegistry(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** The Prometheus text of a registry, with the content type to send it under. */
export async function renderMetrics(registry: Registry): Promise<{ contentType: string; body: string }> {
  return { contentType: registry.contentType, body: await registry.metrics() };
}
