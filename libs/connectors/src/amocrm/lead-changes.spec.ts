import type { CrmCallContext } from '@voronka/contracts';
import { leadChanges } from './lead-changes.ts';
import type { AmocrmRestClient, Query } from './rest-client.ts';

const context: CrmCallContext = { correlationId: 'c', lane: 'bulk' };
const start = 1_764_000_000;
const since = new Date(start * 1000).toISOString();

interface LeadRow {
  id: number;
  updated_at: number;
  is_deleted?: boolean;
}

/** An account with these leads, in which the list of leads behaves as the vendor's. */
function account(leads: LeadRow[], options: { filters?: boolean; between?: (page: number) => void } = {}) {
  const asked: Query[] = [];
  const rest = {
    read: (_path: string, query: Query) => {
      const value = (name: string) => Number(query.find(([one]) => one === name)?.[1]);
      asked.push(query);
      const fresh = leads
        .filter((lead) => options.filters === false || lead.updated_at >= value('filter[updated_at][from]'))
        .sort((a, b) => a.updated_at - b.updated_at || a.id - b.id);
      const limit = Math.min(value('limit'), 250);
      const rows = fresh.slice((value('page') - 1) * limit, value('page') * limit);
      options.between?.(asked.length);
      return Promise.resolve(rows.length === 0 ? null : { _embedded: { leads: rows } });
    },
  } as unknown as AmocrmRestClient;
  const feed = leadChanges(rest);
  return {
    asked,
    all: async (): Promise<string[]> => {
      const ids: string[] = [];
      let next: string | null = null;
      do {
        const page = await feed.changedCards('lead', { since, next }, context);
        ids.push(...page.cards.map(({ id }) => id));
        ({ next } = page);
      } while (next !== null && asked.length < 50);
      return ids;
    },
  };
}

const leadsOf = (count: number, updatedAt: (at: number) => number): LeadRow[] =>
  Array.from({ length: count }, (_, at) => ({ id: at + 1, updated_at: updatedAt(at) }));
const numbers = (count: number) => Array.from({ length: count }, (_, at) => String(at + 1));

describe('changed leads of amoCRM', () => {
  it('are read over all pages, each once, where a second lies on both sides of a page', async () => {
    const { all, asked } = account(leadsOf(700, (at) => start + Math.floor(at / 7)));
    expect(await all()).toEqual(numbers(700));
    expect(asked).toHaveLength(3);
  });

  it('are read each once where one second has more of them than a page', async () => {
    const { all } = account(leadsOf(800, () => start + 5));
    expect((await all()).sort()).toEqual(numbers(800).sort());
  });

  it('are all read though the first ones are changed again meanwhile', async () => {
    const leads = leadsOf(600, (at) => start + at);
    const { all } = account(leads, {
      between: (page) => {
        if (page === 1) for (const lead of leads.slice(0, 40)) lead.updated_at = start + 10_000 + lead.id;
      },
    });
    expect(new Set(await all())).toEqual(new Set(numbers(600)));
  });

  it('leave those in the bin out', async () => {
    const { all } = account([
      { id: 1, updated_at: start, is_deleted: true },
      { id: 2, updated_at: start },
    ]);
    expect(await all()).toEqual(['2']);
  });

  it('are not believed when the vendor passes the filter over', async () => {
    const { all } = account(
      leadsOf(3, (at) => start - at - 1),
      { filters: false },
    );
    await expect(all()).rejects.toMatchObject({ code: 'Crm.UnreadableAnswer' });
  });

  it('are no deals', async () => {
    const { asked } = account([]);
    const feed = leadChanges({} as AmocrmRestClient);
    await expect(feed.changedCards('deal', { since, next: null }, context)).resolves.toEqual({ cards: [], next: null });
    await expect(feed.presentCards('deal', ['1'], context)).resolves.toEqual([]);
    await expect(feed.eventCards?.('deal', since, context)).resolves.toEqual([]);
    await expect(feed.lastMove?.({ kind: 'deal', id: '1' }, context)).resolves.toBeNull();
    expect(asked).toEqual([]);
  });
});
