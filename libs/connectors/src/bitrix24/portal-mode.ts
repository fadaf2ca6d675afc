import type { CrmCallContext } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { Bitrix24RestClient } from './rest-client.ts';

/** The method that tells how a portal works. */
export const modeMethod = 'crm.settings.mode.get';

/** What it answers for the simple mode, in which there are deals only. */
const simpleMode = 2;

/** An administrator changes the mode once in the life of a portal, if at all. */
const believedMs = 10 * 60_000;

/** Whether an answer of {@link modeMethod} says that there are leads. */
export function hasLeads(mode: unknown): boolean {
  return Number(mode) !== simpleMode;
}

/** Asks whether there are leads. A portal that has no such question, or keeps the answer from us, has them. */
async function asked(rest: Bitrix24RestClient, context: CrmCallContext): Promise<boolean> {
  try {
    return hasLeads((await rest.read(modeMethod, {}, context)).result);
  } catch (error) {
    if (error instanceof VoronkaError && (error.code === 'Crm.Rejected' || error.code === 'Crm.Unauthorized'))
      return true;
    throw error;
  }
}

/** Asks a portal whether it works with leads, once for all who want to know, and believes the answer for ten minutes. */
export function portalMode(rest: Bitrix24RestClient, now: () => number = Date.now) {
  let known: { leads: Promise<boolean>; untilMs: number } | null = null;
  return (context: CrmCallContext): Promise<boolean> => {
    if (known !== null && known.untilMs >= now()) return known.leads;
    const leads = asked(rest, context);
    known = { leads, untilMs: now() + believedMs };
    leads.catch(() => {
      known = null;
    });
    return leads;
  };
}
