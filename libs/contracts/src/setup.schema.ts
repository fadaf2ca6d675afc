/** REST of the settings: channels, assistants, integrations, funnels. Saving what a bundle holds makes a new bundle. */
import { z } from 'zod';

const localized = z.object({ ru: z.string().max(2000), en: z.string().max(2000) });

/** R3: how far an assistant may go in the CRM. */
export const assistantModeSchema = z
  .enum(['withoutCrm', 'collectsContacts', 'qualifiesAndCreatesLead', 'movesStages'])
  .meta({ id: 'AssistantMode' });

/** R2: a channel's switches. */
export const channelSwitchesSchema = z
  .strictObject({
    createContact: z.boolean(),
    createLead: z.boolean(),
    searchExisting: z.boolean(),
    updateContact: z.boolean(),
    assignResponsible: z.boolean(),
  })
  .meta({ id: 'ChannelSwitches' });

/** R6: what a channel writes to the CRM besides. */
export const channelPoliciesSchema = z
  .strictObject({
    automaticTags: z.array(z.string().trim().min(1).max(100)).max(30),
    notes: z.boolean(),
    history: z.boolean(),
  })
  .meta({ id: 'ChannelPolicies' });

// No `URL` here: this library also runs where there is none.
const origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/);

/** Settings of a channel that are not secret. */
export const channelSettingsSchema = z
  .strictObject({
    defaultCountry: z.string().regex(/^[A-Z]{2}$/),
    defaultLocale: z.enum(['ru', 'en']),
    allowedOrigins: z.array(origin).max(50).optional(),
    title: localized.optional(),
    greeting: localized.optional(),
    consent: z.strictObject({ version: z.string().trim().min(1).max(50), text: localized }).optional(),
    outgoingUrl: z.url().max(2000).optional(),
    messagesPerMinute: z.int().min(1).max(1000).optional(),
    dialoguesPerMinute: z.int().min(1).max(10_000).optional(),
    receiverDeduplicates: z.boolean().optional(),
  })
  .meta({ id: 'ChannelSettings' });

/** A channel. Its secret is never shown; `hasSecret` says whether there is one. */
export const channelSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['widget', 'webhook']),
    key: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    settings: channelSettingsSchema,
    switches: channelSwitchesSchema,
    policies: channelPoliciesSchema,
    assistantId: z.string().nullable(),
    funnelId: z.string().nullable(),
    integrationId: z.string().nullable(),
    defaultManagerId: z.string().nullable(),
    bundleHash: z.string().nullable(),
    hasSecret: z.boolean(),
  })
  .meta({ id: 'Channel' });
/** A channel. */
export type ChannelSetup = z.infer<typeof channelSchema>;

/** `GET /api/channels` */
export const channelListSchema = z.object({ channels: z.array(channelSchema) }).meta({ id: 'ChannelList' });

/** `PATCH /api/channels/{id}`: only what is given changes. */
export const updateChannelSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    enabled: z.boolean().optional(),
    switches: channelSwitchesSchema.partial().optional(),
    policies: channelPoliciesSchema.partial().optional(),
    settings: channelSettingsSchema.partial().optional(),
    defaultManagerId: z.uuid().nullable().optional(),
  })
  .meta({ id: 'UpdateChannel' });

/** An assistant. */
export const assistantSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    mode: assistantModeSchema,
    enabled: z.boolean(),
    flowId: z.string().nullable(),
    channels: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'Assistant' });
/** An assistant. */
export type AssistantSetup = z.infer<typeof assistantSchema>;

/** `GET /api/assistants` */
export const assistantListSchema = z.object({ assistants: z.array(assistantSchema) }).meta({ id: 'AssistantList' });

/** `PATCH /api/assistants/{id}`. `enabled: false` is a brake: it acts at once, also in running dialogues. */
export const updateAssistantSchema = z
  .strictObject({ mode: assistantModeSchema.optional(), enabled: z.boolean().optional() })
  .meta({ id: 'UpdateAssistant' });

/** A joined CRM. Its address holds a secret: it is written, never read. */
export const integrationSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['bitrix24']),
    name: z.string(),
    enabled: z.boolean(),
    portalUrl: z.string().nullable(),
    hasSecret: z.boolean(),
    mappings: z.array(z.object({ funnelId: z.string(), stageKey: z.string(), crmStatusId: z.string() })),
    managers: z.array(z.object({ userId: z.string(), name: z.string(), crmUserId: z.string() })),
  })
  .meta({ id: 'Integration' });
/** A joined CRM. */
export type IntegrationSetup = z.infer<typeof integrationSchema>;

/** `GET /api/integrations` */
export const integrationListSchema = z
  .object({ integrations: z.array(integrationSchema) })
  .meta({ id: 'IntegrationList' });

/** `PATCH /api/integrations/{id}`. `enabled: false` is a brake: it acts at once. `webhookUrl` is write-only. */
export const updateIntegrationSchema = z
  .strictObject({
    enabled: z.boolean().optional(),
    name: z.string().trim().min(1).max(100).optional(),
    webhookUrl: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
  })
  .meta({ id: 'UpdateIntegration' });

/** `POST /api/integrations/{id}/check`: whether the credentials work. A failure is an answer, not an error. */
export const integrationCheckSchema = z
  .object({
    ok: z.boolean(),
    account: z.string().nullable(),
    user: z.string().nullable(),
    code: z.string().nullable(),
    message: localized.nullable(),
  })
  .meta({ id: 'IntegrationCheck' });
/** Outcome of a check. */
export type IntegrationCheck = z.infer<typeof integrationCheckSchema>;

/** `GET /api/funnels` */
export const funnelListSchema = z
  .object({
    funnels: z.array(
      z.object({
        id: z.string(),
        name: localized,
        stages: z.array(
          z.object({
            key: z.string(),
            name: localized,
            sort: z.int(),
            semantics: z.enum(['open', 'won', 'lost']),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'FunnelList' });
/** All funnels. */
export type FunnelList = z.infer<typeof funnelListSchema>;

/** `POST /api/channels/{id}/secret`: a new signing secret of a webhook channel, told this once; the former one ends. */
export const channelSecretSchema = z.object({ secret: z.string() }).meta({ id: 'ChannelSecret' });
