/** REST of the numbers on a flow's canvas, and of the dialogues behind each of them. */
import { z } from 'zod';
import { localized } from './localized.ts';

const nodeId = z.string().min(1).max(64);
const edgeId = z.string().min(1).max(200);
const moment = z.iso.datetime({ offset: true });

/** Days that one count may span at most. */
export const longestTrafficDays = 366;

const dayMs = 86_400_000;

function refused(ru: string, en: string) {
  return { params: { text: { ru, en } } };
}

/** `GET /api/flows/{id}/traffic`: from this moment on, and before `to`; until now where that is missing. */
export const flowTrafficQuerySchema = z
  .strictObject({ from: moment, to: moment.optional() })
  // What is no time at all is refused by its own field: comparisons with it are never true.
  .refine(({ from, to }) => to === undefined || !(Date.parse(to) <= Date.parse(from)), {
    path: ['to'],
    ...refused('должно быть позже начала', 'must be later than the beginning'),
  })
  .refine(({ from, to }) => !((to ? Date.parse(to) : Date.now()) - Date.parse(from) > longestTrafficDays * dayMs), {
    path: ['from'],
    ...refused(`не больше ${longestTrafficDays} дней`, `at most ${longestTrafficDays} days`),
  });

/**
 * Where the dialogues of a flow stand and which way they went. Every number counts dialogues, each once, so that it opens
 * a list of that length. Dialogues of all versions of the flow count, by the ids of nodes and connections, which stay when
 * a version changes something else; what the drawing does not have any more is told with the name it had last.
 */
export const flowTrafficSchema = z
  .object({
    /** Dialogues that this flow decided something for in the period. */
    dialogues: z.int(),
    nodes: z.array(
      z.object({
        nodeId: z.string(),
        label: localized,
        /** Open dialogues that stand here now. */
        standing: z.int(),
        /** Dialogues that came by in the period. */
        passed: z.int(),
        /** Dialogues with an open incident here. */
        incidents: z.int(),
      }),
    ),
    edges: z.array(
      z.object({
        edgeId: z.string(),
        /** Nodes as the newest version that had the connection led it. */
        source: z.string(),
        target: z.string(),
        /** Dialogues that took it in the period. */
        dialogues: z.int(),
        /** Their part of those that came by its source, from 0 to 1. */
        share: z.number(),
      }),
    ),
  })
  .meta({ id: 'FlowTraffic' });
/** The numbers on a flow's canvas. */
export type FlowTraffic = z.infer<typeof flowTrafficSchema>;

/** Filters of the list of dialogues by what happened in a flow. All but `flow` need it. */
export const flowFilterShape = {
  /** Dialogues that run this flow; with one of the following, those that ran it then. */
  flow: z.uuid().optional(),
  /** Open, and standing at this node now. */
  at: nodeId.optional(),
  /** With an open incident at this node. */
  incidentAt: nodeId.optional(),
  /** Came by this node between `from` and `to`. */
  passed: nodeId.optional(),
  /** Took this connection between `from` and `to`. */
  edge: edgeId.optional(),
  /** Of `passed` and `edge`: since when; without it, ever. */
  from: moment.optional(),
  /** Of `passed` and `edge`: before; without it, until now. */
  to: moment.optional(),
};

const needFlow = ['at', 'incidentAt', 'passed', 'edge'] as const;

/** Names `flow` where a filter by a place in it comes without it. */
export function checkFlowFilter(
  filter: Partial<Record<keyof typeof flowFilterShape, string | undefined>>,
  context: z.core.ParsePayload,
): void {
  if (filter.flow !== undefined || needFlow.every((name) => filter[name] === undefined)) return;
  context.issues.push({
    code: 'custom',
    input: filter,
    path: ['flow'],
    ...refused('нужен сценарий, в котором это место', 'the flow that has this place is needed'),
  });
}
