import { z } from 'zod';

/** `GET /api/overview` */
export const overviewSchema = z
  .object({
    openDialogues: z.int(),
    needsManager: z.int(),
    incidents: z.int(),
    delayed: z.int(),
    held: z.int(),
    leadsToday: z.int(),
    dialoguesToday: z.int(),
    integrations: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string(), enabled: z.boolean() })),
    demo: z.object({ chatUrl: z.string(), crmUrl: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Overview' });

/** Numbers of the first page. */
export type Overview = z.infer<typeof overviewSchema>;
