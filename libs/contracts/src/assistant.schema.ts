/** REST and MCP of outside assistants: the turn they are asked about, and what they propose. Dates are ISO 8601 UTC. */
import { z } from 'zod';
import { localized } from './localized.ts';

const name = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/);

/** What a token of an assistant allows. */
export const assistantScopes = ['dialogue.read', 'turn.read', 'reply.propose', 'slots.propose', 'signal.send'] as const;
/** One right of a token. */
export const assistantScopeSchema = z.enum(assistantScopes).meta({ id: 'AssistantScope' });
/** One right of a token. */
export type AssistantScope = z.infer<typeof assistantScopeSchema>;

/** Longest reply that an assistant may propose, in characters. */
export const longestReply = 4000;

const plainValue = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]);

/** A signal as an assistant sends it. */
export const sentSignalSchema = z
  .strictObject({
    name: name.describe('A name from the signals of the turn'),
    payload: z.record(name, plainValue).default({}).describe('Values by the keys that the signal declares'),
    version: z
      .string()
      .min(1)
      .max(64)
      .nullable()
      .default(null)
      .describe('What the assistant knew when it decided, growing as text: an ISO 8601 time. Older ones are ignored'),
  })
  .meta({ id: 'SentSignal' });

const slotValues = z
  .record(z.string().max(64), z.string().trim().min(1).max(1000))
  .describe('Details found in the conversation, by the keys of the turn’s slots, as the client wrote them');

/** What an assistant says to one turn. Nothing of it is carried out as it stands: the flow decides what comes of it. */
export const proposalSchema = z
  .strictObject({
    requestId: z.string().min(1).max(100).describe('Unique per proposal; a repeat with the same id does nothing'),
    reply: z
      .string()
      .trim()
      .min(1)
      .max(longestReply)
      .nullable()
      .default(null)
      .describe('What the client is told; null leaves the words to the flow'),
    slots: slotValues.default({}),
    signals: z.array(sentSignalSchema).max(10).default([]),
  })
  .meta({ id: 'Proposal' });
/** What an assistant says to one turn. */
export type AssistantProposal = z.output<typeof proposalSchema>;

/** A signal alone, without a turn. */
export const sendSignalSchema = sentSignalSchema
  .extend({
    requestId: z.string().min(1).max(100).describe('Unique per signal; a repeat with the same id does nothing'),
  })
  .meta({ id: 'SendSignal' });
/** A signal alone. */
export type SendSignal = z.output<typeof sendSignalSchema>;

/** Why nobody waits for a turn any more. */
export const turnStateSchema = z.enum(['open', 'answered', 'expired', 'failed', 'taken']).meta({ id: 'TurnState' });
/** `taken`: a manager leads. */
export type AssistantTurnState = z.infer<typeof turnStateSchema>;

const slotSchema = z.object({
  key: z.string(),
  title: localized,
  kind: z.enum(['name', 'phone', 'email', 'text', 'number', 'choice', 'date']),
  /** Values of a choice. */
  options: z.array(z.object({ value: z.string(), title: localized })).optional(),
  /** What is known; null when nothing is. */
  value: z.string().nullable(),
});

/** The turn that an assistant is asked about, with all that it may look at. */
export const assistantTurnSchema = z
  .object({
    id: z.string(),
    dialogueId: z.string(),
    state: turnStateSchema,
    /** The flow speaks itself after this moment. */
    deadlineAt: z.string(),
    locale: z.enum(['ru', 'en']),
    channel: z.object({ name: z.string(), timeZone: z.string(), defaultCountry: z.string() }),
    /** The last words, oldest first. */
    messages: z.array(
      z.object({ from: z.enum(['client', 'assistant', 'manager', 'system']), text: z.string(), at: z.string() }),
    ),
    /** More was said before. */
    messagesCut: z.boolean(),
    slots: z.array(slotSchema),
    /** What the flow would ask for next; null when it stands at no question. */
    question: z.object({ text: z.string(), missing: z.array(z.string()) }).nullable(),
    stage: z.object({ key: z.string(), name: localized }).nullable(),
    tags: z.array(z.string()),
    score: z.number().nullable(),
    /** Signals that an assistant may send. */
    signals: z.array(
      z.object({
        name: z.string(),
        title: localized,
        fields: z.array(
          z.object({
            key: z.string(),
            title: localized,
            type: z.enum(['string', 'number', 'boolean']),
            required: z.boolean(),
          }),
        ),
      }),
    ),
    /** How far the assistant may go, in words. */
    mode: z.object({ key: z.string(), text: localized }),
  })
  .meta({ id: 'AssistantTurn' });
/** The turn that an assistant is asked about. */
export type AssistantTurn = z.infer<typeof assistantTurnSchema>;

/** A turn in the list of those that wait. */
export const openTurnSchema = z
  .object({ id: z.string(), dialogueId: z.string(), openedAt: z.string(), deadlineAt: z.string() })
  .meta({ id: 'OpenTurn' });

/** `GET /api/assistant/turns` */
export const openTurnsSchema = z
  .object({
    /** The most urgent first. */
    turns: z.array(openTurnSchema),
    /** Give it with the next question to hear of other turns only. */
    cursor: z.string(),
  })
  .meta({ id: 'OpenTurns' });
/** Turns that wait for an assistant. */
export type OpenTurns = z.infer<typeof openTurnsSchema>;

/** Longest time for which a question for open turns may wait, in seconds. */
export const longestWaitSeconds = 25;

/** Query of `GET /api/assistant/turns` */
export const openTurnsQuerySchema = z
  .strictObject({
    waitSeconds: z.coerce.number().int().min(0).max(longestWaitSeconds).default(0),
    cursor: z.string().max(2000).optional(),
  })
  .meta({ id: 'OpenTurnsQuery' });
/** How turns are asked for. */
export type OpenTurnsQuery = z.output<typeof openTurnsQuerySchema>;

/** What became of a proposal or a signal. */
export const takenSchema = z
  .object({
    accepted: z.literal(true),
    /** It had been taken before. */
    duplicate: z.boolean(),
  })
  .meta({ id: 'Taken' });
/** What became of a proposal or a signal. */
export type Taken = z.infer<typeof takenSchema>;

/** A token of an assistant; the token itself is shown once, when it is made. */
export const assistantTokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(assistantScopeSchema),
    createdAt: z.string(),
    /** null while it works. */
    revokedAt: z.string().nullable(),
  })
  .meta({ id: 'AssistantToken' });
/** A token of an assistant. */
export type AssistantToken = z.infer<typeof assistantTokenSchema>;

/** `GET /api/assistants/{id}/tokens` */
export const assistantTokenListSchema = z
  .object({ tokens: z.array(assistantTokenSchema) })
  .meta({ id: 'AssistantTokenList' });

/** `POST /api/assistants/{id}/tokens` */
export const createAssistantTokenSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(assistantScopeSchema).min(1).max(assistantScopes.length),
  })
  .meta({ id: 'CreateAssistantToken' });

/** A new token, shown this once. */
export const newAssistantTokenSchema = z
  .object({ id: z.string(), token: z.string() })
  .meta({ id: 'NewAssistantToken' });
/** A new token. */
export type NewAssistantToken = z.infer<typeof newAssistantTokenSchema>;
