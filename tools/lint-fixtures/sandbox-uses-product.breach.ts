import { newCorrelationId } from '@voronka/platform';

export const id = newCorrelationId;
