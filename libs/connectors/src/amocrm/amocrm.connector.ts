import type { CrmPort } from '@voronka/contracts';
import { crmCapabilities } from '@voronka/domain';
import type { IntegrationKind } from '@voronka/domain';
import { withinCapabilities } from '../shared/not-supported.ts';
import { rowOf, rowsOf, textOf } from '../shared/rows.ts';
import { contactCalls } from './contact-calls.ts';
import { FieldDirectory } from './field-directory.ts';
import { hookSubscriptions } from './hook-subscriptions.ts';
import { leadCalls } from './lead-calls.ts';
import { leadChanges } from './lead-changes.ts';
import { stagesOf, toUser } from './lead-mapping.ts';
import { readCard } from './read-card.ts';
import type { AmocrmRestClient } from './rest-client.ts';
import { timelineCalls } from './timeline-calls.ts';

type SetupCalls = Pick<CrmPort, 'check' | 'listStages' | 'listUsers'>;

function setupCalls(rest: AmocrmRestClient): SetupCalls {
  return {
    async check(context) {
      const account = await rest.read('account', [], context);
      const userId = textOf(account?.current_user_id) ?? '';
      const user = await readCard(rest, 'users', userId, [], context);
      return { account: textOf(account?.name) ?? rest.host, user: user ? toUser(user).name : userId, leads: true };
    },
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
  return withinCapabilities({
    kind,
    capabilities,
    indexLagMs,
    joinsDuplicates: true,
    ...setupCalls(rest),
    ...contactCalls(rest, new FieldDirectory(rest, 'contacts')),
    ...leadCalls(rest, new FieldDirectory(rest, 'leads'), capabilities.stages),
    ...timelineCalls(rest),
    // LITE is written to and never listened to.
    ...(capabilities.stages ? { changes: leadChanges(rest), hooks: hookSubscriptions(rest) } : {}),
  });
}
