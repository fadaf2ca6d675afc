import { Counter } from 'prom-client';
import { createMetricsRegistry, renderMetrics } from './metrics.ts';

it('renders own and Node metrics under the name of the service', async () => {
  const registry = createMetricsRegistry('api');
  new Counter({ name: 'voronka_test_total', help: 'test', registers: [registry] }).inc(2);
  const { contentType, body } = await renderMetrics(registry);
  expect(contentType).toContain('text/plain');
  expect(body).toContain('voronka_test_total{service="api"} 2');
  expect(body).toContain('process_cpu_seconds_total{service="api"}');
});
