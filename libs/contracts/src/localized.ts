import { z } from 'zod';

/** A text in both languages, as answers carry it. */
export const localized = z.object({ ru: z.string(), en: z.string() });
