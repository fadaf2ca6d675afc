/** REST of publishing a flow. */
import { z } from 'zod';

/** What happens to dialogues that are open: they keep what they run, or go over where their place exists. */
export const openDialoguesSchema = z.enum(['stay', 'move']).default('stay').meta({ id: 'OpenDialogues' });

/** `POST /api/flows/{id}/publish`: new dialogues run it. */
export const publishFlowSchema = z
  .strictObject({ revision: z.int(), note: z.string().max(500).default(''), openDialogues: openDialoguesSchema })
  .meta({ id: 'PublishFlow' });

/** `POST /api/flows/{id}/versions/{n}/restore`: that version is published again; the draft stays as it is. */
export const restoreFlowSchema = z
  .strictObject({ note: z.string().max(500).default(''), openDialogues: openDialoguesSchema })
  .meta({ id: 'RestoreFlow' });
