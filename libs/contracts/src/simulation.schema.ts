/** REST of the simulator: what a draft would run, so that a browser can play it. */
import { z } from 'zod';
import type { Bundle, BundleContent, PermissionTable, RecordedTurn } from '@voronka/domain';
import { flowGraphSchema } from './flow.schema.ts';
import { businessCalendarSchema } from './people.schema.ts';
import {
  assistantKindSchema,
  assistantModeSchema,
  channelPoliciesSchema,
  channelSwitchesSchema,
} from './setup.schema.ts';
import { signalDeclarationSchema } from './signal.schema.ts';
import { localized } from './localized.ts';

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

/** `GET /api/dialogues/{id}/recording?turn=3`: all that is needed to decide its first events once more. */
export const dialogueRecordingSchema = z
  .object({
    dialogueId: z.string(),
    number: z.int(),
    flowId: z.string(),
    /** The first decisions, the oldest first. */
    turns: z.array(
      z.object({
        turn: z.int(),
        /** As it was committed, with the event and all circumstances. */
        record: z.record(z.string(), z.unknown()),
        /** What became of its commands, by their index. */
        steps: z.array(
          z.object({
            index: z.int(),
            status: z.enum(['planned', 'done', 'alreadyDone', 'refused', 'cancelled', 'failed', 'delayed']),
            detail: z.record(z.string(), z.unknown()),
          }),
        ),
      }),
    ),
    /** Those that made the decisions, the first one first. */
    bundles: z.array(z.object({ hash: z.string(), content: bundleContentSchema })),
  })
  .meta({ id: 'DialogueRecording' });

/** What was recorded of a dialogue. */
export interface DialogueRecording extends Omit<z.infer<typeof dialogueRecordingSchema>, 'turns' | 'bundles'> {
  turns: RecordedTurn[];
  bundles: Bundle[];
}

/** Query of it: the last decision that is wanted. */
export const dialogueRecordingQuerySchema = z.strictObject({ turn: z.coerce.number().int().min(1) });
