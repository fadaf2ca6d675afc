import type { CrmPort } from '@voronka/contracts';
import { crmCapabilities } from '@voronka/domain';
import type { IntegrationKind } from '@voronka/domain';
import { withinCapabilities } from '../shared/not-supported.ts';
import { rowOf, rowsOf } from '../shared/rows.ts';
import { checkAccount } from './account-check.ts';
import { contactCalls } from './contact-calls.ts';
import { FieldDirectory } from './field-directory.ts';
import { hookSubscriptions } from './hook-subscriptions.ts';
import { leadCalls } from './lead-calls.ts';
import { leadChanges } from './lead-changes.ts';
import { stagesOf, toUser } from './lead-mapping.ts';
import type { AmocrmRestClient } from './rest-client.ts';
import { timelineCalls } from './timeline-calls.ts';

type SetupCalls = Pick<CrmPort, 'listStages' | 'listUsers'>;

function setupCalls(rest: AmocrmRestClient): SetupCalls {
  return {
    async listStages(kind, context) {
      if (kind !== 'lead') return [];
      const answer = await rest.read('leads/pipelines', [], context);
      return rowsOf(rowOf(answer?._embedded)?.pipelines)
        .filter((pipeline) => pipeline.is_archive !== true)
        .sort((a, b) => Number(a.sort) - Number(b.sort))
        .flatMap(stagesOf);
    },
    async listUsers(context) {
      return (await rest.readAll('users', 'users', [], context)).map(toUser);
    },
  };
}

/**
 * Leads, contacts and notes of an amoCRM account over its API v4.
 *
 * Every row of a list is compared with what was asked for: the vendor ignores a filter it does not know and returns
 * everything. LITE is the same connector with all calls refused that its plan has not.
 *
 * @param indexLagMs how long after it left a write may still turn up: one request's processing and the index's lag
 */
export function buildAmocrmConnector(
  rest: AmocrmRestClient,
  kind: Extract<IntegrationKind, `amocrm${string}`>,
  indexLagMs: number,
): CrmPort {
  const capabilities = crmCapabilities[kind];
  const setup = setupCalls(rest);
  return withinCapabilities({
    kind,
    capabilities,
    indexLagMs,
    joinsDuplicates: true,
    ...setup,
    check: (context) => checkAccount(rest, { kind, ...setup }, context),
    ...contactCalls(rest, new FieldDirectory(rest, 'contacts')),
    ...leadCalls(rest, new FieldDirectory(rest, 'leads'), capabilities.stages),
    ...timelineCalls(rest),
    // LITE is written to and never listened to.
    ...(capabilities.stages ? { changes: leadChanges(rest), hooks: hookSubscriptions(rest) } : {}),
  });
}
