import type { CrmCallContext, CrmCardKind, CrmPort, CrmStage } from '@voronka/contracts';
import { crmCapabilities } from '@voronka/domain';
import { cardCalls } from './card-calls.ts';
import { cardChanges } from './card-changes.ts';
import { toStage } from './card-mapping.ts';
import { contactCalls } from './contact-calls.ts';
import { EntityCalls } from './entity-calls.ts';
import { eventHandlers } from './event-handlers.ts';
import { checkPortal } from './portal-check.ts';
import { PortalPeople } from './portal-people.ts';
import { portalMode } from './portal-mode.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import { rowOf, rowsOf, textOf } from './rows.ts';
import { timelineCalls } from './timeline-calls.ts';

type SetupCalls = Pick<CrmPort, 'listStages' | 'listUsers' | 'hasUser'>;

function setupCalls(rest: Bitrix24RestClient, people: PortalPeople): SetupCalls {
  const stagesOf = async (directory: string, funnel: string | null, context: CrmCallContext): Promise<CrmStage[]> => {
    const params = { filter: { ENTITY_ID: directory }, order: { SORT: 'ASC' } };
    const { result } = await rest.read('crm.status.list', params, context);
    return rowsOf(result)
      .filter((row) => textOf(row.ENTITY_ID) === directory)
      .map((row) => toStage(row, funnel))
      .sort((a, b) => a.sort - b.sort);
  };
  const dealStages = async (context: CrmCallContext): Promise<CrmStage[]> => {
    const { result } = await rest.read('crm.category.list', { entityTypeId: 2 }, context);
    const stages: CrmStage[] = [];
    for (const funnel of rowsOf(rowOf(result)?.categories)) {
      const number = textOf(funnel.id) ?? '0';
      const directory = number === '0' ? 'DEAL_STAGE' : `DEAL_STAGE_${number}`;
      stages.push(...(await stagesOf(directory, textOf(funnel.name), context)));
    }
    return stages;
  };
  return {
    listStages: (kind: CrmCardKind, context) =>
      kind === 'deal' ? dealStages(context) : stagesOf('STATUS', null, context),
    listUsers: (context) => people.list(context),
    hasUser: (userId, context) => people.has(userId, context),
  };
}

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
  return {
    kind: 'bitrix24',
    capabilities: crmCapabilities.bitrix24,
    indexLagMs,
    joinsDuplicates: false,
    worksWithLeads: portalMode(rest),
    ...setupCalls(rest, people),
    check: (context) => checkPortal(rest, context),
    ...contactCalls(rest, entities),
    ...cardCalls(rest, entities, people),
    ...timelineCalls(rest, entities),
    changes: cardChanges(rest),
    ...(way === 'application' ? { hooks: eventHandlers(rest) } : {}),
  };
}
