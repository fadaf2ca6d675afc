/** REST of what an admin makes and removes: integrations, assistants, channels. */
import { z } from 'zod';
import { assistantModeSchema, channelSchema, channelSettingsSchema, channelSwitchesSchema } from './setup.schema.ts';

const name = z.string().trim().min(1).max(100);

/** Made by the one who asks, and the id of what is made: a second press on "create" finds the first one's row. */
const requestId = z.uuid();

const accountUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .describe('Address of the amoCRM account, such as https://company.amocrm.ru');
const credential = z.string().trim().min(1).max(4000);

const portal = { requestId, kind: z.literal('bitrix24'), name };

/** `POST /api/integrations`: a CRM with its credentials, which are written and never read. */
export const createIntegrationSchema = z
  .discriminatedUnion('kind', [
    z.discriminatedUnion('way', [
      z.strictObject({
        ...portal,
        way: z.literal('webhook').optional(),
        webhookUrl: z
          .url({ protocol: /^https?$/ })
          .max(2000)
          .describe('Address of an incoming webhook, such as https://company.bitrix24.ru/rest/1/secret/'),
      }),
      z.strictObject({
        ...portal,
        way: z.literal('application'),
        accountUrl: z
          .url({ protocol: /^https?$/ })
          .max(300)
          .describe('Address of the portal, such as https://company.bitrix24.ru'),
        clientId: z.string().trim().min(1).max(200).describe('client_id of a local application of the portal'),
        clientSecret: z.string().trim().min(1).max(400),
        authServerUrl: z
          .url({ protocol: /^https?$/ })
          .max(300)
          .nullable()
          .default(null)
          .describe('Where its tokens come from; null: https://oauth.bitrix.info'),
      }),
    ]),
    z.strictObject({
      requestId,
      kind: z.literal('amocrmLite'),
      name,
      accountUrl,
      token: credential.describe('A long-lived token of a private integration'),
    }),
    z.strictObject({
      requestId,
      kind: z.literal('amocrmFull'),
      name,
      accountUrl,
      clientId: z.string().trim().min(1).max(200),
      clientSecret: credential,
    }),
    z.strictObject({
      requestId,
      kind: z.literal('webhook'),
      name,
      endpointUrl: z
        .url({ protocol: /^https?$/ })
        .max(2000)
        .describe('Where your system takes signed commands; docs/other-crm.md says which'),
    }),
  ])
  .meta({ id: 'CreateIntegration' });
/** A CRM to join. */
export type CreateIntegration = z.input<typeof createIntegrationSchema>;

/** `POST /api/assistants`: an assistant that leads by a flow; it is switched on. */
export const createAssistantSchema = z
  .strictObject({
    requestId,
    name,
    mode: assistantModeSchema,
    /** A published flow. Null: it is chosen later, and nobody answers until then. @default null */
    flowId: z.uuid().nullable().default(null),
  })
  .meta({ id: 'CreateAssistant' });
/** An assistant to make. */
export type CreateAssistant = z.input<typeof createAssistantSchema>;

/** `POST /api/channels`. What is null can be chosen later; the answer says what is missing. */
export const createChannelSchema = z
  .strictObject({
    requestId,
    kind: z.enum(['widget', 'webhook']),
    name,
    assistantId: z.uuid().nullable().default(null),
    funnelId: z.uuid().nullable().default(null),
    integrationId: z.uuid().nullable().default(null),
    /** What is not given is on. */
    switches: channelSwitchesSchema.partial().default({}),
    settings: channelSettingsSchema.partial().default({}),
  })
  .meta({ id: 'CreateChannel' });
/** A channel to make. */
export type CreateChannel = z.input<typeof createChannelSchema>;

/** What a channel lacks until it can answer. */
export const channelLackSchema = z.enum(['assistant', 'funnel', 'flow']).meta({ id: 'ChannelLack' });
/** What a channel lacks until it can answer. */
export type ChannelLack = z.infer<typeof channelLackSchema>;

/** Answer of `POST /api/channels`. */
export const createdChannelSchema = channelSchema
  .extend({
    /** The signing secret of a webhook channel, told this once; null for a widget and for a repeated request. */
    secret: z.string().nullable(),
    /** Empty when the channel answers clients already. */
    lacks: z.array(channelLackSchema),
    /** What to do about it; null when nothing is missing. */
    advice: z.object({ ru: z.string(), en: z.string() }).nullable(),
  })
  .meta({ id: 'CreatedChannel' });
/** A channel that was just made. */
export type CreatedChannel = z.infer<typeof createdChannelSchema>;
