import { canMove, moveRow, namelessRows, placeRow, stagesToSend } from './stage-rows.ts';
import type { StageRow } from './stage-rows.ts';

const row = (id: string, semantics: StageRow['semantics'] = 'open'): StageRow => {
  return { id, key: id, name: { ru: id, en: id }, semantics };
};
const rows = [row('a'), row('b'), row('won', 'won'), row('lost', 'lost')];
const ids = (some: readonly StageRow[]) => some.map(({ id }) => id).join(' ');

describe('the stages in hand', () => {
  it('change places with their neighbours, but not over the line between open and closing', () => {
    expect(ids(moveRow(rows, 0, 1))).toBe('b a won lost');
    expect(ids(moveRow(rows, 3, -1))).toBe('a b lost won');
    expect([canMove(rows, 0, -1), canMove(rows, 1, 1), canMove(rows, 2, -1), canMove(rows, 3, 1)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(ids(moveRow(rows, 1, 1))).toBe('a b won lost');
  });

  it('take a new one where its meaning belongs', () => {
    expect(ids(placeRow(rows, row('n')))).toBe('a b n won lost');
    expect(ids(placeRow(rows, row('n', 'lost')))).toBe('a b won lost n');
    expect(ids(placeRow([row('a')], row('n')))).toBe('a n');
    expect(ids(placeRow(placeRow(rows, row('n')), row('n', 'won')))).toBe('a b won lost n');
  });

  it('need a name in both languages', () => {
    expect(namelessRows([row('a'), { ...row('b'), name: { ru: 'Б', en: ' ' } }])).toEqual(['b']);
  });

  it('are sent without what only the page needs', () => {
    expect(stagesToSend([{ ...row('x'), key: null, name: { ru: ' Икс ', en: 'X' } }])).toEqual([
      { key: null, name: { ru: 'Икс', en: 'X' }, semantics: 'open' },
    ]);
  });
});
