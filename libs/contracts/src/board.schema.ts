/** REST of the funnel's board: its columns with the cards that stand there, and moving one. All dates are ISO 8601 UTC. */
import { z } from 'zod';
import { dialogueStatusSchema } from './dialogue.schema.ts';
import { cardKindSchema } from './funnel.schema.ts';

const localized = z.object({ ru: z.string(), en: z.string() });
const stageKey = z.string().min(1).max(60);

/** Cards of one column that a page may ask for at most; beyond, the list of dialogues has pages. */
export const mostCardsOfColumn = 1000;

/** Days for which a card stays in a column that closes it; then the board forgets it, and the list of dialogues does not. */
export const closedCardDays = 30;

const takes = z
  .string()
  .max(2000)
  .regex(/^[^:,]{1,60}:\d{1,4}(,[^:,]{1,60}:\d{1,4})*$/)
  .transform((text) => text.split(',').map((pair) => pair.split(':') as [string, string]))
  .transform((pairs) => Object.fromEntries(pairs.map(([key, n]) => [key, Math.min(Number(n), mostCardsOfColumn)])));

/**
 * Query of `GET /api/funnels/{id}/board`. The columns come together, so that a card which is moved meanwhile stands in one
 * of them and never in two.
 */
export const boardQuerySchema = z
  .object({
    /** Who is responsible; `-`: nobody of ours. */
    manager: z.union([z.uuid(), z.literal('-')]).optional(),
    channel: z.uuid().optional(),
    /** Name, phone, e-mail or number of the dialogue, or the number of the card in the CRM. */
    search: z.string().trim().max(200).optional(),
    /** Cards of each column, the newest there first. */
    limit: z.coerce.number().int().min(1).max(mostCardsOfColumn).default(50),
    /** More (or fewer) of some columns: `negotiation:150,won:20`. */
    take: takes.optional(),
  })
  .meta({ id: 'BoardQuery' });
/** Filters of the board, as the request carries them. */
export type BoardQuery = z.input<typeof boardQuerySchema>;

/** A move that a person or the flow wants and that is not done, or that was refused a moment ago. */
export const boardMoveSchema = z
  .object({
    /** Id that the sender gave it; null: the flow moves the card. */
    id: z.string().nullable(),
    to: z.string(),
    /** `waiting`: the CRM does not have it yet; `refused`: it never will, the card stays where it was. */
    state: z.enum(['waiting', 'refused']),
    /** Why it is refused, or waits; null: it is only on its way. */
    code: z.string().nullable(),
    /** The same in words; null for reasons that the interface has its own words for. */
    message: localized.nullable(),
  })
  .meta({ id: 'BoardMove' });
/** A move under way, or refused. */
export type BoardMove = z.infer<typeof boardMoveSchema>;

/** A card: a dialogue whose lead or deal stands in a column. */
export const boardCardSchema = z
  .object({
    dialogueId: z.string(),
    number: z.int(),
    clientName: z.string().nullable(),
    channel: z.object({ id: z.string(), name: z.string(), kind: z.enum(['widget', 'webhook']) }),
    status: dialogueStatusSchema,
    /** `id` is null where the CRM names somebody who is no manager here. */
    responsible: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
    card: z.object({ kind: cardKindSchema, id: z.string(), url: z.string().nullable() }),
    stageKey: z.string(),
    /** Since when it stands there. */
    stageSince: z.string(),
    unread: z.int(),
    /** In the CRM it stands at a status that no stage is bound to. */
    outside: z.boolean(),
    move: boardMoveSchema.nullable(),
  })
  .meta({ id: 'BoardCard' });
/** A card of the board. */
export type BoardCard = z.infer<typeof boardCardSchema>;

/** A column: a stage, what it is in each CRM that the funnel writes to, and the cards there. */
export const boardColumnSchema = z
  .object({
    key: z.string(),
    name: localized,
    semantics: z.enum(['open', 'won', 'lost']),
    statuses: z.array(
      z.object({
        integrationId: z.string(),
        integrationName: z.string(),
        /** Null: the stage is not mapped there. */
        statusId: z.string().nullable(),
        /** As the CRM last called it; null: not known. */
        statusName: z.string().nullable(),
      }),
    ),
    /** All cards of the column that fit the filter; of a closing stage those of the last {@link closedCardDays} days. */
    count: z.int(),
    cards: z.array(boardCardSchema),
  })
  .meta({ id: 'BoardColumn' });
/** A column of the board. */
export type BoardColumn = z.infer<typeof boardColumnSchema>;

/** `GET /api/funnels/{id}/board` */
export const boardSchema = z
  .object({
    funnel: z.object({ id: z.string(), name: localized }),
    channels: z.array(z.object({ id: z.string(), name: z.string() })),
    /** CRMs that the funnel's channels write to; one that is switched off makes moves wait. */
    integrations: z.array(z.object({ id: z.string(), name: z.string(), enabled: z.boolean() })),
    columns: z.array(boardColumnSchema),
    /** Open dialogues that have no card yet, whatever the filter. */
    withoutCard: z.int(),
  })
  .meta({ id: 'Board' });
/** A funnel's board. */
export type Board = z.infer<typeof boardSchema>;

/** `POST /api/funnels/{id}/board/moves`. A repeat with the same id does nothing. */
export const moveBoardCardSchema = z
  .strictObject({
    id: z.uuid(),
    dialogueId: z.uuid(),
    /** Column in which the sender saw the card: who comes second does not undo what the first one did. */
    from: stageKey,
    to: stageKey,
  })
  .meta({ id: 'MoveBoardCard' });
/** A move, as it is sent. */
export type MoveBoardCard = z.input<typeof moveBoardCardSchema>;
