import { PostgresLimiterStore } from '@voronka/persistence';

export const limiter = PostgresLimiterStore;
