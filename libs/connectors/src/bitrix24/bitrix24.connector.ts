import type { CrmPort } from '@voronka/contracts';
import { crmCapabilities } from '@voronka/domain';
import { cardCalls } from './card-calls.ts';
import { cardChanges } from './card-changes.ts';
import { contactCalls } from './contact-calls.ts';
import { EntityCalls } from './entity-calls.ts';
import { eventHandlers } from './event-handlers.ts';
import { checkPortal } from './portal-check.ts';
import { PortalPeople } from './portal-people.ts';
import { portalMode } from './portal-mode.ts';
import { PortalStages } from './portal-stages.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import { timelineCalls } from './timeline-calls.ts';

/**
 * Leads, deals, contacts and timeline of a Bitrix24 portal, mostly through its old CRM methods, which all plans and boxed
 * versions have.
 *
 * Every row of a list is compared with what was asked for: a portal ignores a filter it does not know and returns
 * everything.
 *
 * @param indexLagMs how long after it left a write may still turn up: one request's processing and the index's lag
 * @param way what lets us in: only an application may bind handlers to events
 */
export function buildBitrix24Connector(
  rest: Bitrix24RestClient,
  indexLagMs: number,
  way: 'webhook' | 'application' = 'webhook',
): CrmPort {
  const entities = new EntityCalls(rest);
  const people = new PortalPeople(rest);
  const stages = new PortalStages(rest);
  return {
    kind: 'bitrix24',
    capabilities: crmCapabilities.bitrix24,
    indexLagMs,
    joinsDuplicates: false,
    worksWithLeads: portalMode(rest),
    listStages: (kind, context) => stages.list(kind, context),
    listUsers: (context) => people.list(context),
    hasUser: (userId, context) => people.has(userId, context),
    check: (context) => checkPortal(rest, context),
    ...contactCalls(rest, entities),
    ...cardCalls(rest, entities, { people, stages }),
    ...timelineCalls(rest, entities),
    changes: cardChanges(rest),
    ...(way === 'application' ? { hooks: eventHandlers(rest) } : {}),
  };
}
