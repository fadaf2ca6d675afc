/** Our fields that a receiver may know by a name of its own, in the order in which they are shown. */
export const webhookCrmFields = [
  'contact.name',
  'contact.phone',
  'contact.email',
  'contact.responsible',
  'contact.key',
  'lead.title',
  'lead.stage',
  'lead.responsible',
  'lead.contact',
  'lead.tags',
  'lead.key',
  'lead.page',
  'lead.referrer',
] as const;
/** One of our fields, with what it belongs to. */
export type WebhookCrmField = (typeof webhookCrmFields)[number];
