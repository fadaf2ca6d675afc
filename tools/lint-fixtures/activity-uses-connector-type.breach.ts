import type { IntegrationAccessReader } from '@voronka/connectors';

export type Reader = IntegrationAccessReader;
