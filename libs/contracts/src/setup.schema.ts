/** REST of the settings: channels, assistants, integrations, funnels. Saving what a bundle holds makes a new bundle. */
import { z } from 'zod';
import { crmCapabilityKinds, integrationKinds } from '@voronka/domain';
import { openDialoguesSchema } from './flow-publishing.schema.ts';
import { webhookCrmSettingsSchema } from './crm-webhook.schema.ts';
import { moveReportSchema } from './flow-version.schema.ts';

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
    closeAfterDays: z.int().min(1).max(365).nullable().optional(),
    stopText: localized.optional(),
  })
  .meta({ id: 'ChannelPolicies' });

// No `URL` here: this library also runs where there is none.
const origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const timeZone = z.string().max(64).refine(isTimeZone, 'time zone');

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
    timeZone: timeZone.optional(),
    joinWindowMs: z.int().min(0).max(10_000).optional(),
    card: z.enum(['lead', 'deal']).optional(),
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
    /** `stopText: null` goes back to the usual last words. */
    policies: channelPoliciesSchema.partial().extend({ stopText: localized.nullable().optional() }).optional(),
    settings: channelSettingsSchema.partial().optional(),
    /** Where its cards go. The funnel has to have the stages that the flow depends on. */
    funnelId: z.uuid().optional(),
    /** Who answers. The flow of the assistant has to fit the funnel. */
    assistantId: z.uuid().optional(),
    /** The CRM. It can be exchanged as long as no dialogue has a contact or a card in the one before. */
    integrationId: z.uuid().nullable().optional(),
    defaultManagerId: z.uuid().nullable().optional(),
    openDialogues: openDialoguesSchema,
  })
  .meta({ id: 'UpdateChannel' });

/** A change of a channel, as it is sent. */
export type UpdateChannel = z.input<typeof updateChannelSchema>;

/** Answer of it. `moved` is null where open dialogues were left alone. */
export const savedChannelSchema = channelSchema
  .extend({ moved: moveReportSchema.nullable() })
  .meta({ id: 'SavedChannel' });
/** A channel that was just saved. */
export type SavedChannel = z.infer<typeof savedChannelSchema>;

/** Who answers a client first: the flow itself, or an outside assistant with the flow as its fallback. */
export const assistantKindSchema = z.enum(['builtIn', 'outside', 'languageModel']).meta({ id: 'AssistantKind' });

/** Settings of an assistant that are not secret; those of a language model matter for one only. */
export const assistantSettingsSchema = z
  .strictObject({
    /** How long an outside assistant may take for a turn. @default 20 */
    deadlineSeconds: z.int().min(3).max(600).optional(),
    /** Its signals may move the card backwards. @default false */
    mayMoveBack: z.boolean().optional(),
    /** Of an OpenAI-compatible API, without `/chat/completions`. */
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    model: z.string().trim().min(1).max(200).optional(),
    instructions: z.string().max(8000).optional(),
    temperature: z.number().min(0).max(2).optional(),
    /** Names, phones and e-mails of clients may leave for the model. @default false */
    allowPersonalData: z.boolean().optional(),
  })
  .meta({ id: 'AssistantSettings' });

/** An assistant. The API key of a language model is written, never read. */
export const assistantSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: assistantKindSchema,
    mode: assistantModeSchema,
    enabled: z.boolean(),
    settings: assistantSettingsSchema,
    /** A language model's API key is stored. */
    hasSecret: z.boolean(),
    flowId: z.string().nullable(),
    channels: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'Assistant' });
/** An assistant. */
export type AssistantSetup = z.infer<typeof assistantSchema>;

/** `GET /api/assistants` */
export const assistantListSchema = z.object({ assistants: z.array(assistantSchema) }).meta({ id: 'AssistantList' });

/**
 * `PATCH /api/assistants/{id}`. `enabled: false` is a brake: it acts at once, also in running dialogues. `settings` replace
 * those before.
 */
export const updateAssistantSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    kind: assistantKindSchema.optional(),
    mode: assistantModeSchema.optional(),
    enabled: z.boolean().optional(),
    settings: assistantSettingsSchema.optional(),
    /** API key of a language model; null forgets it. */
    apiKey: z.string().trim().min(1).max(500).nullable().optional(),
    openDialogues: openDialoguesSchema,
  })
  .meta({ id: 'UpdateAssistant' });
/** A change of an assistant, as it is sent. */
export type UpdateAssistant = z.input<typeof updateAssistantSchema>;

/** Answer of it. `moved` is null where open dialogues were left alone. */
export const savedAssistantSchema = assistantSchema
  .extend({ moved: moveReportSchema.nullable() })
  .meta({ id: 'SavedAssistant' });
/** An assistant that was just saved. */
export type SavedAssistant = z.infer<typeof savedAssistantSchema>;

/** `POST /api/assistants/{id}/check`: whether the language model answers as it must. */
export const assistantCheckSchema = z
  .object({
    ok: z.boolean(),
    /** What it says to a greeting; null when it failed. */
    reply: z.string().nullable(),
    durationMs: z.number(),
    code: z.string().nullable(),
    message: localized.nullable(),
  })
  .meta({ id: 'AssistantCheck' });
/** Outcome of asking a language model. */
export type AssistantCheck = z.infer<typeof assistantCheckSchema>;

/** CRMs that can be joined, by vendor and plan. */
export const integrationKindSchema = z.enum(integrationKinds).meta({ id: 'IntegrationKind' });

/** How the product hears of what people change in a CRM: by its webhooks, and by asking it. */
export const crmWatchSchema = z
  .object({
    hook: z.object({
      /**
       * `unreachable`: `PUBLIC_URL` is not set, so that no webhook can arrive; `notSet`: the CRM was not given the address or
       * we were not given its token; `refused`: the CRM did not let itself be subscribed; `waiting`: none has come yet;
       * `silent`: none came, though changes were found; `working`; `none`: this CRM is not listened to.
       */
      state: z.enum(['unreachable', 'notSet', 'refused', 'waiting', 'silent', 'working', 'none']),
      message: localized,
      /** Whether people enter our address in the CRM (`signed`: and our secret), or we subscribe it there. */
      setUp: z.enum(['byHand', 'byItself', 'signed', 'never']),
      /** Whether our address was made; it is never told again. */
      hasAddress: z.boolean(),
      lastAt: z.string().nullable(),
      /** When the CRM was last found to send to our address, where we subscribe it. */
      subscribedAt: z.string().nullable(),
      /** When it was last found switched off or removed, and subscribed again. */
      resubscribedAt: z.string().nullable(),
    }),
    /** Minutes between two reconciliations. */
    everyMinutes: z.int(),
    /** Cards that wait to be looked at. */
    waiting: z.int(),
    running: z.boolean(),
    lastRun: z
      .object({
        startedAt: z.string(),
        finishedAt: z.string().nullable(),
        /** Cards that were read, and those of them that differed from what was known. */
        checked: z.int(),
        changes: z.int(),
        code: z.string().nullable(),
        message: localized.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'CrmWatch' });
/** How the product hears of what people change in a CRM. */
export type CrmWatchSetup = z.infer<typeof crmWatchSchema>;

/** A joined CRM. Its address holds a secret: it is written, never read. */
export const integrationSchema = z
  .object({
    id: z.string(),
    kind: integrationKindSchema,
    name: z.string(),
    enabled: z.boolean(),
    portalUrl: z.string().nullable(),
    hasSecret: z.boolean(),
    /** Bitrix24: whether an incoming webhook or a local application lets us in; null for the others. */
    way: z.enum(['webhook', 'application']).nullable(),
    /** Id of the application that is installed there: of amoCRM FULL, and of Bitrix24 by application. */
    clientId: z.string().nullable(),
    /** Bitrix24 by application: the server that gives its tokens; null: the vendor's. */
    authServerUrl: z.string().nullable(),
    /** Whether a person has allowed the application in the CRM: `lost` when the CRM took it back. */
    authorization: z.enum(['notNeeded', 'missing', 'given', 'lost']),
    /** How a CRM that is joined by webhooks is set up; null for the others. */
    webhook: webhookCrmSettingsSchema.nullable(),
    /** What this CRM cannot do on its plan, each with the reason for a person. */
    unavailable: z.array(z.object({ capability: z.enum(crmCapabilityKinds), reason: localized })),
    mappings: z.array(z.object({ funnelId: z.string(), stageKey: z.string(), crmStatusId: z.string() })),
    managers: z.array(z.object({ userId: z.string(), name: z.string(), crmUserId: z.string() })),
    watch: crmWatchSchema,
  })
  .meta({ id: 'Integration' });
/** A joined CRM. */
export type IntegrationSetup = z.infer<typeof integrationSchema>;

/**
 * `DELETE /api/integrations/{id}`, and a part of what a change of the access answers: what became of our webhook in the CRM that the
 * integration left. `left`: the CRM did not take it away, which blocks nothing; `code` and `message` say why.
 */
export const releasedWebhookSchema = z
  .object({ webhook: z.enum(['none', 'removed', 'left']), code: z.string().nullable(), message: localized.nullable() })
  .meta({ id: 'ReleasedWebhook' });
/** What became of our webhook. */
export type ReleasedWebhook = z.infer<typeof releasedWebhookSchema>;

/** Answer to a change of an integration. `formerWebhook` is null where it stays with its account and its application. */
export const savedIntegrationSchema = integrationSchema
  .extend({ formerWebhook: releasedWebhookSchema.nullable() })
  .meta({ id: 'SavedIntegration' });
/** An integration that was just changed. */
export type SavedIntegration = z.infer<typeof savedIntegrationSchema>;

/** `GET /api/integrations/{id}/crm-users`: users of the CRM, as it tells them now. */
export const crmUserListSchema = z
  .object({ users: z.array(z.object({ id: z.string(), name: z.string(), active: z.boolean() })) })
  .meta({ id: 'CrmUserList' });
/** Users of a CRM. */
export type CrmUserList = z.infer<typeof crmUserListSchema>;

/** `PUT /api/integrations/{id}/managers/{userId}`: which user of the CRM a person is; null: none. */
export const linkManagerSchema = z
  .strictObject({ crmUserId: z.string().trim().min(1).max(60).nullable() })
  .meta({ id: 'LinkManager' });
/** A link, as it is sent. */
export type LinkManager = z.input<typeof linkManagerSchema>;

/** `GET /api/integrations` */
export const integrationListSchema = z
  .object({ integrations: z.array(integrationSchema) })
  .meta({ id: 'IntegrationList' });

/**
 * `PATCH /api/integrations/{id}`. `enabled: false` is a brake: it acts at once. What a kind does not have is refused.
 * Bitrix24: `webhookUrl`, or of an application `accountUrl`, `clientId`, `clientSecret`, `authServerUrl`; giving those of the
 * other way changes the way. amoCRM LITE: `accountUrl`, `longLivedToken`. amoCRM FULL: `accountUrl`, `clientId`,
 * `clientSecret`. Joined by webhooks: `endpointUrl`, `webhook`. Secrets are write-only.
 */
export const updateIntegrationSchema = z
  .strictObject({
    enabled: z.boolean().optional(),
    name: z.string().trim().min(1).max(100).optional(),
    webhookUrl: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    /** Minutes between two reconciliations. */
    reconcileEveryMinutes: z.int().min(1).max(1440).optional(),
    /** Origin of the account or portal: `https://company.amocrm.ru`, `https://company.bitrix24.ru`. */
    accountUrl: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .optional(),
    longLivedToken: z.string().trim().min(1).max(4000).optional(),
    clientId: z.string().trim().min(1).max(200).optional(),
    clientSecret: z.string().trim().min(1).max(400).optional(),
    /** Where the application's tokens come from; null: the vendor's. */
    authServerUrl: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .nullable()
      .optional(),
    /** Where commands are posted to. */
    endpointUrl: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    /** Takes the place of what was set up. */
    webhook: webhookCrmSettingsSchema.optional(),
  })
  .meta({ id: 'UpdateIntegration' });
/** A change of an integration, as it is sent. */
export type UpdateIntegration = z.input<typeof updateIntegrationSchema>;

/** Where webhooks of CRMs come in: the key of an integration's address follows. */
export const crmHookPath = '/api/hooks/crm/';

/** `POST /api/integrations/{id}/hook`: where the CRM sends its webhooks, told this once; the former address ends. */
export const crmHookAddressSchema = z
  .object({
    path: z.string(),
    /** null without `PUBLIC_URL`: nobody outside can reach the path. */
    url: z.string().nullable(),
  })
  .meta({ id: 'CrmHookAddress' });
/** Where a CRM sends its webhooks. */
export type CrmHookAddress = z.infer<typeof crmHookAddressSchema>;

/** `PUT /api/integrations/{id}/hook-token`: what the CRM proves its webhooks with; written, never read. */
export const crmHookTokenSchema = z
  .strictObject({ token: z.string().trim().min(8).max(200) })
  .meta({ id: 'CrmHookToken' });

/** Where amoCRM sends people back to; to be entered as the redirect address of the application there. */
export const amocrmCallbackPath = '/api/integrations/amocrm/callback';

/** Where Bitrix24 sends people back to; to be entered as the handler's address of the local application there. */
export const bitrix24CallbackPath = '/api/integrations/bitrix24/callback';

/** What came of a person's way to the CRM and back. `alreadyJoined`: another integration has this portal. */
export const authorizationOutcomes = ['given', 'denied', 'expired', 'otherAccount', 'alreadyJoined', 'failed'] as const;

/**
 * `POST /api/integrations/{id}/authorization`: the page of the CRM on which a person allows the application; `url` is to be
 * opened in the same browser. The way back ends at `/integrations?authorization=` with one of {@link authorizationOutcomes},
 * and `crm=` with the vendor.
 */
export const integrationAuthorizationSchema = z
  .object({ url: z.string(), redirectUrl: z.string() })
  .meta({ id: 'IntegrationAuthorization' });
/** Where a person allows the application. */
export type IntegrationAuthorization = z.infer<typeof integrationAuthorizationSchema>;

/** `POST /api/channels/{id}/secret`: a new signing secret of a webhook channel, told this once; the former one ends. */
export const channelSecretSchema = z.object({ secret: z.string() }).meta({ id: 'ChannelSecret' });
