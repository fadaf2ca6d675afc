/** A CRM that is joined by webhooks: how it is set up, and what it tells us. The recipe is docs/other-crm.md. */
import { z } from 'zod';
import { webhookCrmFields } from './crm-webhook-fields.ts';
import type { WebhookCrmField } from './crm-webhook-fields.ts';

const text = z.string().trim().min(1).max(200);

const fieldName = z
  .string()
  .trim()
  .max(100)
  .regex(/^[\p{L}\p{N}_.$ -]+$/u)
  .refine((name) => name !== '__proto__', 'name');

/** Two of our fields under one name would overwrite each other. */
function areApart(fields: Partial<Record<WebhookCrmField, string>>): boolean {
  return ['contact.', 'lead.'].every((owner) => {
    const names = webhookCrmFields
      .filter((field) => field.startsWith(owner))
      .map((field) => fields[field] ?? field.slice(owner.length));
    return new Set(names).size === names.length;
  });
}

/** A stage of the other system, as an admin enters it where the receiver does not list its stages. */
export const webhookCrmStageSchema = z.strictObject({
  id: text,
  name: text,
  meaning: z.enum(['open', 'won', 'lost']),
});

/** What is set up besides address and secret. */
export const webhookCrmSettingsSchema = z
  .strictObject({
    /** Empty: the receiver is asked for them. */
    stages: z
      .array(webhookCrmStageSchema)
      .max(100)
      .refine((stages) => new Set(stages.map(({ id }) => id)).size === stages.length, 'each id once'),
    /** Names of the receiver; a field that is missing keeps ours. */
    fields: z.partialRecord(z.enum(webhookCrmFields), fieldName).refine(areApart, 'each name once'),
    /** Sent with every new lead. */
    extra: z.record(fieldName, z.string().max(500)).refine((extra) => Object.keys(extra).length <= 30, '30 at most'),
  })
  .meta({ id: 'WebhookCrmSettings' });
/** What is set up besides address and secret. */
export type WebhookCrmSettings = z.infer<typeof webhookCrmSettingsSchema>;

/** `POST /api/integrations/{id}/secret`: a new secret for both directions, told this once; the former one ends. */
export const webhookCrmSecretSchema = z.object({ secret: z.string() }).meta({ id: 'WebhookCrmSecret' });
/** A new secret. */
export type WebhookCrmSecret = z.infer<typeof webhookCrmSecretSchema>;

const id = z.union([text, z.int()]).transform(String);

/**
 * Body of `POST /api/hooks/crm/{key}` of a CRM that is joined by webhooks, signed by Standard Webhooks. It carries the state
 * itself; fields that are missing did not change.
 */
export const webhookCrmChangeSchema = z
  .object({
    type: z.literal('lead.changed'),
    data: z.object({
      /** As the receiver named it when it was created. */
      id,
      /** When it was changed, by the sender's clock. What is older than what was told before is ignored, field by field. */
      at: z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString()),
      /** Grows with every change of the lead; decides before the time does. */
      version: z.int().nonnegative().optional(),
      stage: id.optional(),
      /** null: nobody. */
      responsible: id.nullable().optional(),
      contact: id.optional(),
      deleted: z.boolean().optional(),
    }),
  })
  .meta({ id: 'WebhookCrmChange' });
/** A change that a CRM tells of. */
export type WebhookCrmChange = z.output<typeof webhookCrmChangeSchema>;
