import type { Board, BoardCard, BoardMove } from '@voronka/contracts';
import { columnBeside, pendingWishes, placeCards, refusedMoves } from './board-state.ts';
import type { ShownColumn, Wish } from './board-state.ts';

const stages = ['unsorted', 'negotiation', 'won'];

function card(dialogueId: string, stageKey: string, move: BoardMove | null = null): BoardCard {
  return {
    dialogueId,
    number: 1,
    clientName: dialogueId,
    channel: { id: 'c', name: 'Сайт', kind: 'widget' },
    status: 'assistant',
    responsible: null,
    card: { kind: 'lead', id: '1', url: null },
    stageKey,
    stageSince: '2026-03-02T09:00:00.000Z',
    unread: 0,
    outside: false,
    move,
  };
}

/** A board with these cards, and with 100 more in each column that the page has not read. */
function board(...cards: BoardCard[]): Board {
  return {
    funnel: { id: 'f', name: { ru: 'Продажи', en: 'Sales' } },
    channels: [],
    integrations: [],
    withoutCard: 0,
    columns: stages.map((key) => {
      const here = cards.filter(({ stageKey }) => stageKey === key);
      return {
        key,
        name: { ru: key, en: key },
        semantics: 'open',
        statuses: [],
        count: 100 + here.length,
        cards: here,
      };
    }),
  };
}

const wish = (takenAt: number | null, changes: Partial<Wish> = {}): Wish => ({
  id: 'w1',
  dialogueId: 'anna',
  from: 'unsorted',
  to: 'negotiation',
  takenAt,
  ...changes,
});
const waiting: BoardMove = { id: 'w1', to: 'negotiation', state: 'waiting', code: null, message: null };
const refused: BoardMove = { ...waiting, state: 'refused', code: 'Crm.Rejected' };
const shown = (columns: ShownColumn[]) =>
  Object.fromEntries(columns.map(({ key, count, cards }) => [key, [count, cards.map((one) => one.dialogueId)]]));

describe('a board with moves under way', () => {
  const anna = card('anna', 'unsorted');
  const oleg = card('oleg', 'negotiation');

  it('shows a card at once where it was dropped, first there, and counts it there', () => {
    const columns = placeCards({ board: board(anna, oleg), askedAt: 0 }, [wish(null)]);
    expect(shown(columns)).toEqual({
      unsorted: [100, []],
      negotiation: [102, ['anna', 'oleg']],
      won: [100, []],
    });
    expect(columns[1]?.cards.map(({ isWaiting }) => isWaiting)).toEqual([true, false]);
  });

  it('does not put it back when a board arrives that was asked for before the move was taken', () => {
    const columns = placeCards({ board: board(anna), askedAt: 10 }, [wish(20)]);
    expect(shown(columns)['negotiation']).toEqual([101, ['anna']]);
  });

  it('believes a board that was asked for afterwards: waiting, done, refused, or moved on by somebody', () => {
    const later = (stageKey: string, move: BoardMove | null) =>
      shown(placeCards({ board: board(card('anna', stageKey, move)), askedAt: 30 }, [wish(20)]));
    expect(later('unsorted', waiting)['negotiation']).toEqual([101, ['anna']]);
    expect(later('negotiation', null)['negotiation']).toEqual([101, ['anna']]);
    expect(later('unsorted', refused)['unsorted']).toEqual([101, ['anna']]);
    expect(later('won', null)['won']).toEqual([101, ['anna']]);
  });

  it('shows the moves of others the same way', () => {
    const columns = placeCards({ board: board(card('anna', 'unsorted', waiting)), askedAt: 0 }, []);
    expect(shown(columns)['negotiation']).toEqual([101, ['anna']]);
  });

  it('leaves a card where it is when its way leads to a stage that the funnel has no more', () => {
    const columns = placeCards({ board: board(card('anna', 'unsorted', { ...waiting, to: 'gone' })), askedAt: 0 }, []);
    expect(shown(columns)['unsorted']).toEqual([101, ['anna']]);
  });

  it('follows the last of two moves of one card', () => {
    const wishes = [wish(20), wish(null, { id: 'w2', from: 'negotiation', to: 'won' })];
    expect(shown(placeCards({ board: board(anna), askedAt: 10 }, wishes))['won']).toEqual([101, ['anna']]);
    expect(pendingWishes(wishes, 30).map(({ id }) => id)).toEqual(['w2']);
  });

  it('tells refusals of this page’s own moves only', () => {
    const read = board(card('anna', 'unsorted', refused), card('oleg', 'unsorted', { ...refused, id: 'other' }));
    expect(refusedMoves(read, new Set(['w1'])).map(({ dialogueId }) => dialogueId)).toEqual(['anna']);
    expect(refusedMoves(board(card('anna', 'unsorted', waiting)), new Set(['w1']))).toEqual([]);
  });
});

describe('walking over the columns', () => {
  const columns = stages.map((key) => ({ key }));

  it('stops at the ends', () => {
    expect(columnBeside(columns, 'unsorted', 1)).toBe('negotiation');
    expect(columnBeside(columns, 'unsorted', -1)).toBe('unsorted');
    expect(columnBeside(columns, 'won', 1)).toBe('won');
  });
});
