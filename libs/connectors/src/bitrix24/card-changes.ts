import type { CrmCard, CrmCardKind, CrmChangeFeed } from '@voronka/contracts';
import { cardNames } from './card-kinds.ts';
import { toCard } from './card-mapping.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import { rowsOf } from './rows.ts';

/** Rows of a full page; a shorter one is the last. */
const pageSize = 50;
const select = ['*'];

/** Rows of a list as cards, in the order of their ids. */
function cardsOf(kind: CrmCardKind, result: unknown): CrmCard[] {
  return rowsOf(result).map((row) => toCard(kind, row));
}

/**
 * What people change on leads and deals. Pages go by id and without counting, which stays quick on large portals.
 *
 * @source B24D performance/huge-data: `start=-1`, filter `>ID`
 */
export function cardChanges(rest: Bitrix24RestClient): CrmChangeFeed {
  return {
    async changedCards(kind, { since, next }, context) {
      const params = {
        filter: { '>=DATE_MODIFY': since, '>ID': next ?? '0' },
        select,
        order: { ID: 'ASC' },
        start: -1,
      };
      const { result } = await rest.read(`crm.${cardNames[kind].method}.list`, params, context);
      const cards = cardsOf(kind, result);
      const last = cards.at(-1);
      return {
        cards: cards.filter(({ updatedAt }) => updatedAt !== null && updatedAt >= since),
        // A portal that ignores the filter would give the same page for ever.
        next: cards.length >= pageSize && last && Number(last.id) > Number(next ?? 0) ? last.id : null,
      };
    },

    async presentCards(kind, ids, context) {
      if (ids.length === 0) return [];
      const params = { filter: { '@ID': ids }, select, order: { ID: 'ASC' }, start: -1 };
      const { result } = await rest.read(`crm.${cardNames[kind].method}.list`, params, context);
      return cardsOf(kind, result).filter(({ id }) => ids.includes(id));
    },
  };
}
