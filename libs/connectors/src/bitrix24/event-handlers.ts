import type { CrmHookSubscription, CrmHookSubscriptions } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { hasVendorCode } from './failures.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import { rowsOf, textOf } from './rows.ts';

/** What is followed. A card of ours is no news when it is added, and of contacts nothing is taken over. */
const events = ['ONCRMLEADUPDATE', 'ONCRMLEADDELETE', 'ONCRMDEALUPDATE', 'ONCRMDEALDELETE', 'ONCRMDEALMOVETOCATEGORY'];

/**
 * Handlers of events, which an application binds by itself; a webhook may not. An address counts as subscribed when all
 * events that are followed are bound to it. The portal lists the application's own handlers only.
 *
 * @source B24D events/event-bind, event-get, event-unbind
 */
export function eventHandlers(rest: Bitrix24RestClient): CrmHookSubscriptions {
  return {
    async list(context) {
      const { result } = await rest.read('event.get', {}, context);
      const bound = new Map<string, Set<string>>();
      for (const row of rowsOf(result)) {
        const destination = textOf(row.handler);
        const event = textOf(row.event)?.toUpperCase();
        if (destination === null || event === undefined) continue;
        bound.set(destination, (bound.get(destination) ?? new Set()).add(event));
      }
      return [...bound].map(([destination, names]): CrmHookSubscription => ({
        destination,
        // The token of every event says more than an account could.
        account: null,
        off: events.some((event) => !names.has(event)),
      }));
    },
    async subscribe(destination, context) {
      for (const event of events) {
        try {
          await rest.write('event.bind', { event, handler: destination }, context);
        } catch (error) {
          if (!hasVendorCode(error, 'ERROR_EVENT_BINDING_EXISTS')) throw error;
        }
      }
    },
    async unsubscribe(destination, context) {
      // One that is not bound is counted as none, and no failure.
      for (const event of events) await rest.write('event.unbind', { event, handler: destination }, context);
    },
    async isFromAccount({ account, accessToken }, context) {
      if (account !== (await rest.account())) return false;
      try {
        await rest.withToken(accessToken).read('app.info', {}, context);
        return true;
      } catch (error) {
        if (error instanceof VoronkaError && error.code === 'Crm.Unauthorized') return false;
        throw error;
      }
    },
  };
}
