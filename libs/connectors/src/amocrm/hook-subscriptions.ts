import type { CrmHookSubscriptions } from '@voronka/contracts';
import { textOf } from '../shared/rows.ts';
import { isNotFound } from './failures.ts';
import type { AmocrmRestClient } from './rest-client.ts';

/**
 * What is followed. A note changes nothing that a dialogue knows, and a lead of ours is no news when it is added; one that
 * comes back from the bin is. A contact that was merged into another one changes the leads that hang on it.
 */
const settings = [
  'update_lead',
  'status_lead',
  'responsible_lead',
  'delete_lead',
  'restore_lead',
  'update_contact',
  'delete_contact',
];

/**
 * Webhooks of an account. Subscribing an address again gives it these settings, and switches it on when the vendor switched
 * it off, which it does after too many bad answers. Only administrators may do that.
 *
 * @source facts of the vendor: `/api/v4/webhooks`; a repeat makes no second webhook
 */
export function hookSubscriptions(rest: AmocrmRestClient): CrmHookSubscriptions {
  return {
    async list(context) {
      return (await rest.readAll('webhooks', 'webhooks', [], context)).flatMap((row) => {
        const destination = textOf(row.destination);
        if (destination === null) return [];
        const follows = Array.isArray(row.settings) ? row.settings : [];
        return [
          {
            destination,
            account: textOf(row.account_id),
            off: row.disabled === true || settings.some((setting) => !follows.includes(setting)),
          },
        ];
      });
    },
    async subscribe(destination, context) {
      await rest.write('POST', 'webhooks', { destination, settings }, context);
    },
    async unsubscribe(destination, context) {
      try {
        await rest.write('DELETE', 'webhooks', { destination }, context);
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
    },
  };
}
