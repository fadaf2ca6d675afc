import { z } from 'zod';
import { localized } from './localized.ts';

/** Every error answer. `code` is the key of the text in both languages; `fields` names what is wrong where. */
export const apiErrorSchema = z
  .object({
    code: z.string(),
    message: localized,
    fields: z.array(z.object({ path: z.string(), message: localized })).optional(),
    correlationId: z.string(),
  })
  .meta({ id: 'ApiError' });
/** An error answer. */
export type ApiError = z.infer<typeof apiErrorSchema>;
