import { z } from 'zod';
import type { Locale } from '@voronka/domain';

export const schema = z.enum(['ru', 'en'] satisfies Locale[]);
