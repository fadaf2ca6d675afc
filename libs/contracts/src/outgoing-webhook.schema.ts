/** REST of the outgoing webhooks that flows call. Dates are ISO 8601 UTC. */
import { z } from 'zod';

const name = z.string().trim().min(1).max(100);
const url = z.url({ protocol: /^https?$/ }).max(2000);

/** An outgoing webhook. Its secret is shown when it is made; of its address only the beginning is shown. */
export const outgoingWebhookSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    /** Scheme, host and port; what follows can hold a secret. */
    address: z.string(),
    enabled: z.boolean(),
    createdAt: z.string(),
  })
  .meta({ id: 'OutgoingWebhook' });
/** An outgoing webhook. */
export type OutgoingWebhookSetup = z.infer<typeof outgoingWebhookSchema>;

/** `GET /api/outgoing-webhooks` */
export const outgoingWebhookListSchema = z
  .object({ webhooks: z.array(outgoingWebhookSchema) })
  .meta({ id: 'OutgoingWebhookList' });

/** `POST /api/outgoing-webhooks` */
export const createOutgoingWebhookSchema = z.strictObject({ name, url }).meta({ id: 'CreateOutgoingWebhook' });

/** `PATCH /api/outgoing-webhooks/{id}` */
export const updateOutgoingWebhookSchema = z
  .strictObject({ name: name.optional(), url: url.optional(), enabled: z.boolean().optional() })
  .meta({ id: 'UpdateOutgoingWebhook' });

/** A webhook's signing secret, shown this once. */
export const outgoingWebhookSecretSchema = z
  .object({ id: z.string(), secret: z.string() })
  .meta({ id: 'OutgoingWebhookSecret' });
/** A webhook's signing secret. */
export type OutgoingWebhookSecret = z.infer<typeof outgoingWebhookSecretSchema>;
