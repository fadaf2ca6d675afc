import { newCorrelationId } from '@voronka/platform';

export const build = newCorrelationId;
