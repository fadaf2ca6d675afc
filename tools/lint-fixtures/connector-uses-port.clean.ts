import type { LimiterStore } from '@voronka/contracts';
import { hashToken } from '@voronka/platform';

export const keyOf = (_limiter: LimiterStore): string => hashToken('portal');
