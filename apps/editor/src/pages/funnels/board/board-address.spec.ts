import { boardQuerySchema } from '@voronka/contracts';
import { boardAddress, boardQuery, everyCard, isNarrowed, parseBoardView } from './board-address.ts';

const me = '6f1d3c52-0a1e-4b7c-9d2e-000000000002';

describe('the address of a board', () => {
  it('holds the whole view, and nothing where every card is shown', () => {
    expect(boardAddress('f1')).toBe('/funnels/f1/board');
    const view = { search: 'Анна & сын', manager: 'me', channel: 'c1' };
    const [, search] = boardAddress('f1', view).split('?');
    expect(parseBoardView(new URLSearchParams(search))).toEqual(view);
    expect(parseBoardView(new URLSearchParams('manager=&q='))).toEqual(everyCard);
  });

  it('tells whether cards are left out', () => {
    expect(isNarrowed(everyCard)).toBe(false);
    expect(isNarrowed({ ...everyCard, search: '  ' })).toBe(false);
    expect(isNarrowed({ ...everyCard, manager: '-' })).toBe(true);
  });

  it('becomes a request that the API understands, with “mine” as the reader’s own id', () => {
    const query = boardQuery({ search: ' Анна ', manager: 'me', channel: null }, me, { won: 100, lost: 150 });
    expect(query).toEqual({ search: 'Анна', manager: me, take: 'won:100,lost:150' });
    expect(boardQuerySchema.parse(query)).toMatchObject({ limit: 50, take: { won: 100, lost: 150 } });
    expect(boardQuery(everyCard, me, {})).toEqual({});
  });
});
