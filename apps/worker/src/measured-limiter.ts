import type { LimiterStore } from '@voronka/contracts';
import type { Registry } from 'prom-client';
import { Histogram } from 'prom-client';

/** The limiter of vendor calls with its waits in the metrics: how long each call was told to wait for its place. */
export function measuredLimiter(limiter: LimiterStore, registry: Registry): LimiterStore {
  const waits = new Histogram({
    name: 'voronka_limiter_wait_seconds',
    help: 'How long calls to a vendor were told to wait for their place',
    labelNames: ['lane'],
    buckets: [0, 0.1, 0.5, 1, 2, 5, 15, 60],
    registers: [registry],
  });
  return {
    async take(key, bucket) {
      const waitMs = await limiter.take(key, bucket);
      waits.observe({ lane: bucket.lane }, Math.max(0, waitMs) / 1_000);
      return waitMs;
    },
    block: (key, ms) => limiter.block(key, ms),
  };
}
