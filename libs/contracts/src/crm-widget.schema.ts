import { z } from 'zod';
import { dialogueStatusSchema } from './dialogue.schema.ts';
import { localized } from './localized.ts';

/** Below it the widget in the CRM's card speaks to the product. */
export const crmWidgetPath = '/api/crm-widget';

/** Messages that the card shows at most; the whole conversation is in the product. */
export const crmWidgetMessages = 50;

/** A message as the card shows it. */
export const crmWidgetMessageSchema = z
  .object({
    id: z.string(),
    from: z.enum(['client', 'assistant', 'manager', 'system']),
    author: z.string().nullable(),
    text: z.string(),
    at: z.string(),
    /** `cancelled`: the assistant wanted to say it and a manager was there first. */
    state: z.enum(['waiting', 'sent', 'cancelled', 'failed']),
  })
  .meta({ id: 'CrmWidgetMessage' });
/** A message in the card. */
export type CrmWidgetMessage = z.infer<typeof crmWidgetMessageSchema>;

/** `GET /api/crm-widget/leads/{leadId}`: what a manager needs to see in the card, and nothing else. */
export const crmWidgetCardSchema = z
  .object({
    /** The dialogue whose card it is; null: nobody wrote about this lead. */
    dialogue: z
      .object({
        number: z.int(),
        clientName: z.string().nullable(),
        status: dialogueStatusSchema,
        owner: z.enum(['assistant', 'manager']),
        /** Name of the manager; null: nobody is responsible yet. */
        manager: z.string().nullable(),
        /** The manager is the one who asks. */
        isMine: z.boolean(),
        stage: localized.nullable(),
        /** What the flow waits at; null: at nothing. */
        waitsAt: localized.nullable(),
        /** When the dialogue will go on by itself; null: not before somebody writes. */
        actsAt: z.string().nullable(),
        closed: z.boolean(),
        canTake: z.boolean(),
        canReturn: z.boolean(),
        /** The dialogue's timeline in the product. */
        timelineUrl: z.string(),
        /** The latest, oldest first. */
        messages: z.array(crmWidgetMessageSchema),
        /** There are older messages than these. */
        hasOlder: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'CrmWidgetCard' });
/** What the card shows. */
export type CrmWidgetCard = z.infer<typeof crmWidgetCardSchema>;
