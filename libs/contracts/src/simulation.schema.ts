/** REST of the simulator: what a draft would run, so that a browser can play it. */
import { z } from 'zod';
import type { BundleContent, PermissionTable } from '@voronka/domain';
import { flowGraphSchema } from './flow.schema.ts';
import { businessCalendarSchema } from './people.schema.ts';
import {
  assistantKindSchema,
  assistantModeSchema,
  channelPoliciesSchema,
  channelSwitchesSchema,
} from './setup.schema.ts';
import { signalDeclarationSchema } from './signal.schema.ts';

const localized = z.object({ ru: z.string(), en: z.string() });
const byKey = z.record(z.string(), z.string());

/** What a channel's new dialogues run, frozen by publishing. Holds no secret. */
export const bundleContentSchema = z
  .object({
    version: z.literal(1),
    flowId: z.string(),
    flow: flowGraphSchema,
    funnel: z.object({
      id: z.string(),
      name: localized,
      stages: z.array(
        z.object({ key: z.string(), name: localized, sort: z.number(), semantics: z.enum(['open', 'won', 'lost']) }),
      ),
    }),
    stageMapping: byKey,
    channel: z.object({
      id: z.string(),
      name: z.string(),
      switches: channelSwitchesSchema,
      defaultCountry: z.string(),
      defaultLocale: z.enum(['ru', 'en']),
      timeZone: z.string().optional(),
      card: z.enum(['lead', 'deal']).optional(),
      joinWindowMs: z.number().optional(),
    }),
    assistant: z
      .object({
        id: z.string(),
        mode: assistantModeSchema,
        kind: assistantKindSchema.optional(),
        deadlineSeconds: z.number().optional(),
        mayMoveBack: z.boolean().optional(),
      })
      .nullable(),
    signals: z.array(signalDeclarationSchema).optional(),
    signalStages: byKey.optional(),
    calendar: businessCalendarSchema.nullable().optional(),
    policies: channelPoliciesSchema.extend({
      returnAfterMinutes: z.number().nullable().optional(),
      answerWithinMinutes: z.number().nullable().optional(),
      assignOnNewDialogue: z.boolean().optional(),
    }),
  })
  .meta({ id: 'BundleContent' }) satisfies z.ZodType<BundleContent>;

const permissionSchema = z.object({ allowed: z.boolean(), reason: z.string().optional() });

/** `GET /api/flows/{id}/draft/bundle`: what the saved draft would be published with, and what its channel allows. */
export const draftBundleSchema = z
  .object({
    bundle: z.object({ hash: z.string(), content: bundleContentSchema }),
    /** Step that touches the CRM → whether it may run. */
    permissions: z.record(z.string(), permissionSchema),
    channelName: z.string(),
    /** The channel's assistant is switched off: it would say nothing. */
    assistantOff: z.boolean(),
  })
  .meta({ id: 'DraftBundle' });

/** What a draft would run. */
export interface DraftBundle extends Omit<z.infer<typeof draftBundleSchema>, 'permissions' | 'bundle'> {
  bundle: { hash: string; content: BundleContent };
  permissions: PermissionTable;
}

/** Query of it: which of the flow's channels; the first by name where none is named. */
export const draftBundleQuerySchema = z.strictObject({ channelId: z.uuid().optional() });
