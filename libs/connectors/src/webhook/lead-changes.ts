import type { CrmChangeFeed, CrmPort } from '@voronka/contracts';
import { notAnswered } from './failures.ts';
import type { WebhookCommandClient } from './command-client.ts';

/** How many leads are asked for at the same time; the limiter spreads them further. */
const atOnce = 5;

/**
 * What a receiver is asked besides what it tells by itself: it has no list of changed leads, so open ones are read one by one.
 *
 * @param getCard reads a lead by `lead.read`
 */
export function leadChanges(receiver: WebhookCommandClient, getCard: CrmPort['getCard']): CrmChangeFeed {
  return {
    changedCards: () => Promise.resolve({ cards: [], next: null }),

    /** @throws VoronkaError `Crm.NotSupported` when the receiver does not answer `lead.read` */
    async presentCards(kind, ids, context) {
      const [first] = ids;
      if (kind !== 'lead' || first === undefined) return [];
      if ((await receiver.ask('lead.read', { id: first }, 'lead', context)) === undefined)
        throw notAnswered('lead.read');
      const cards = [];
      for (let at = 0; at < ids.length; at += atOnce) {
        const some = ids.slice(at, at + atOnce);
        cards.push(...(await Promise.all(some.map((id) => getCard({ kind, id }, context)))));
      }
      return cards.filter((card) => card !== null);
    },
  };
}
