/** What "Check the connection" answers: everything that a joined CRM needs, item by item. */
import { z } from 'zod';

const localized = z.object({ ru: z.string().max(2000), en: z.string().max(2000) });

/** What is looked at, in the order in which people read it. */
export const checkSubjects = [
  'access',
  'scopes',
  'role',
  'token',
  'read',
  'write',
  'leads',
  'funnels',
  'people',
  'keyField',
  'tagsField',
  'signature',
  'clock',
  'publicUrl',
  'hookAddress',
  'hookArrival',
  'polling',
] as const;
/** One thing that a connection needs. */
export type CheckSubject = (typeof checkSubjects)[number];

/**
 * `ok`; `warning`: it works, and will not for long or not everywhere; `missing`: something does not work without it;
 * `unknown`: nothing that leaves no trace proves it; `notApplicable`: this CRM has no such thing.
 */
export const checkStates = ['ok', 'warning', 'missing', 'unknown', 'notApplicable'] as const;
/** How one thing stands. */
export type CheckState = (typeof checkStates)[number];

/** One thing that was looked at. */
export const checkItemSchema = z
  .object({
    what: z.enum(checkSubjects),
    state: z.enum(checkStates),
    /** For programs: `scopes.missing`. */
    reason: z.string(),
    why: localized,
    /** What a person can do about it; null when there is nothing to do. */
    todo: localized.nullable(),
  })
  .meta({ id: 'CheckItem' });
/** One thing that was looked at. */
export type CheckItem = z.infer<typeof checkItemSchema>;

/** `POST /api/integrations/{id}/check`: what of the connection works. A failure is an answer, not an error. */
export const integrationCheckSchema = z
  .object({
    /** The CRM lets us in; what else is there and what is missing say the items. */
    ok: z.boolean(),
    account: z.string().nullable(),
    user: z.string().nullable(),
    /** Whether the CRM has leads; one without them is for channels that make deals. Null when the check failed. */
    leads: z.boolean().nullable(),
    /** What a person has to fill in or do before it can work; null when nothing of that is missing. */
    missing: z.enum(['secret', 'portalUrl', 'clientId', 'authorization']).nullable(),
    code: z.string().nullable(),
    message: localized.nullable(),
    items: z.array(checkItemSchema),
  })
  .meta({ id: 'IntegrationCheck' });
/** Outcome of a check. */
export type IntegrationCheck = z.infer<typeof integrationCheckSchema>;
