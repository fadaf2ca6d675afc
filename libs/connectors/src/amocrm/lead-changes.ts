import type { CrmCallContext, CrmChangeFeed } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { Row } from '../shared/rows.ts';
import { linkOf, rowOf, rowsOf, textOf } from '../shared/rows.ts';
import { isoTimeOf } from './field-values.ts';
import { toCard } from './lead-mapping.ts';
import type { AmocrmRestClient, Query } from './rest-client.ts';

/** Rows of a full page; larger numbers are cut down by the vendor without a word. */
const pageSize = 250;
/** Rows of a page of events, and pages of them that one reading takes. */
const eventsSize = 100;
const mostEventPages = 20;

/** What a dialogue follows of a lead; a merged or deleted one is in no list of leads any more. */
const followed = [
  'lead_status_changed',
  'entity_responsible_changed',
  'lead_deleted',
  'lead_restored',
  'entity_merged',
];

const withContacts: Query = [['with', 'contacts']];
const secondsOf = (iso: string) => Math.floor(Date.parse(iso) / 1000);

/** Where a list of changed leads goes on: by the time of the last one, because page numbers shift while people work. */
interface Place {
  fromSeconds: number;
  /** Of the list from that moment; more than one only where a second has more leads than a page. */
  page: number;
  /** Those of that second that were read before. */
  seen: string[];
}

function placeOf(since: string, next: string | null): Place {
  return next === null ? { fromSeconds: secondsOf(since), page: 1, seen: [] } : (JSON.parse(next) as Place);
}

/** @returns null after the last page */
function placeBehind(before: Place, rows: readonly Row[]): Place | null {
  const last = Number(rows.at(-1)?.updated_at);
  if (rows.length < pageSize || Number.isNaN(last)) return null;
  if (last === before.fromSeconds) return { ...before, page: before.page + 1 };
  const seen = rows.filter((row) => Number(row.updated_at) === last).flatMap((row) => textOf(row.id) ?? []);
  return { fromSeconds: last, page: 1, seen };
}

/**
 * What people change on leads: the list of leads by the time of their change, and beside it the account's list of events,
 * which also tells of leads that are gone.
 *
 * @source facts of the vendor: `filter[updated_at]`, `order[updated_at]`, `/api/v4/events`
 */
export function leadChanges(rest: AmocrmRestClient): CrmChangeFeed {
  const eventsOf = async (query: Query, mostPages: number, context: CrmCallContext): Promise<Row[]> => {
    const found: Row[] = [];
    for (let page = 1; page <= mostPages; page += 1) {
      const answer = await rest.read('events', [...query, ['limit', eventsSize], ['page', page]], context);
      const rows = rowsOf(rowOf(answer?._embedded)?.events);
      found.push(...rows.filter((row) => row.entity_type === 'lead'));
      if (rows.length < eventsSize || rowOf(answer?._links)?.next === undefined) break;
    }
    return found;
  };

  return {
    async changedCards(kind, { since, next }, context) {
      if (kind !== 'lead') return { cards: [], next: null };
      const place = placeOf(since, next);
      const answer = await rest.read(
        'leads',
        [
          ['filter[updated_at][from]', place.fromSeconds],
          ['order[updated_at]', 'asc'],
          ['limit', pageSize],
          ['page', place.page],
          ...withContacts,
        ],
        context,
      );
      const rows = rowsOf(rowOf(answer?._embedded)?.leads);
      if (rows.some((row) => Number(row.updated_at) < place.fromSeconds)) {
        // A filter that the vendor does not know any more returns everything, page by page, for ever.
        throw new VoronkaError('Crm.UnreadableAnswer', 'amoCRM leads: the filter was passed over', {
          reason: 'filter',
        });
      }
      const behind = placeBehind(place, rows);
      const fresh = rows.filter((row) => row.is_deleted !== true && !place.seen.includes(textOf(row.id) ?? ''));
      return { cards: fresh.map(toCard), next: behind === null ? null : JSON.stringify(behind) };
    },

    async presentCards(kind, ids, context) {
      if (kind !== 'lead' || ids.length === 0) return [];
      const wanted = ids.map((id) => ['filter[id][]', id] as const);
      const answer = await rest.read('leads', [...wanted, ...withContacts, ['limit', pageSize]], context);
      return rowsOf(rowOf(answer?._embedded)?.leads)
        .filter((row) => row.is_deleted !== true)
        .map(toCard)
        .filter(({ id }) => ids.includes(id));
    },

    async eventCards(kind, since, context) {
      if (kind !== 'lead') return [];
      const query: Query = [
        ['filter[type]', followed.join(',')],
        ['filter[entity][]', 'lead'],
        ['filter[created_at][from]', secondsOf(since)],
      ];
      const events = await eventsOf(query, mostEventPages, context);
      const fresh = events.filter((row) => Number(row.created_at) >= secondsOf(since));
      return [...new Set(fresh.flatMap((row) => linkOf(row.entity_id) ?? []))];
    },

    async lastMove({ kind, id }, context) {
      if (kind !== 'lead') return null;
      const query: Query = [
        ['filter[type]', 'lead_status_changed'],
        ['filter[entity][]', 'lead'],
        ['filter[entity_id][]', id],
      ];
      const moves = (await eventsOf(query, 1, context))
        .filter((row) => row.type === 'lead_status_changed' && textOf(row.entity_id) === id)
        .sort((a, b) => Number(b.created_at) - Number(a.created_at));
      const at = isoTimeOf(moves[0]?.created_at);
      return at === null ? null : { at, by: linkOf(moves[0]?.created_by) };
    },
  };
}
