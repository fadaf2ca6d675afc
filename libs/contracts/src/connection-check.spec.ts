import { integrationKinds } from '@voronka/domain';
import { accessTexts } from './check-texts/access.ts';
import type { CheckText } from './check-texts/check-text.ts';
import { fieldTexts } from './check-texts/fields.ts';
import { publicAddressTexts } from './check-texts/public-address.ts';
import { rightsTexts } from './check-texts/rights.ts';
import { wayBackTexts } from './check-texts/way-back.ts';
import { checkItem, clockItem, completeCheck } from './connection-check.ts';

const tables: Record<string, Record<string, CheckText>>[] = [
  accessTexts,
  rightsTexts,
  fieldTexts,
  publicAddressTexts,
  wayBackTexts,
];
const all = tables.flatMap((table) =>
  Object.entries(table).flatMap(([what, ways]) => Object.entries(ways).map(([how, text]) => ({ what, how, ...text }))),
);
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('what a check of a connection tells', () => {
  it.each(all)('$what.$how has the same facts in both languages', ({ why, todo }) => {
    expect(holes(why.ru)).toEqual(holes(why.en));
    // JSON of the health probe stands in a text, and is no fact.
    expect(holes(todo?.ru ?? '')).toEqual(holes(todo?.en ?? ''));
  });

  it.each(all.filter(({ state }) => state === 'missing'))('$what.$how says what to do', ({ todo }) => {
    expect(todo?.ru).toBeTruthy();
    expect(todo?.en).toBeTruthy();
  });

  it('puts facts into both texts', () => {
    const item = checkItem('people', 'readable', { count: 7 });
    expect(item).toMatchObject({
      state: 'ok',
      reason: 'people.readable',
      why: { en: 'Users of the CRM can be read: 7.' },
    });
    expect(item.why.ru).toContain('7');
  });

  it.each(integrationKinds)('tells all that %s needs, in order, also what could not be looked at', (kind) => {
    const items = completeCheck(kind, [checkItem('clock', 'right')]);
    expect(items[0]).toMatchObject({ what: 'access', state: 'unknown', reason: 'access.notAsked' });
    expect(items.find(({ what }) => what === 'clock')?.state).toBe('ok');
    expect(new Set(items.map(({ what }) => what)).size).toBe(items.length);
  });
});

describe('clocks', () => {
  const exchange = { askedAtMs: 1_000_000, answeredAtMs: 1_009_000 };

  it.each([
    [1_000_000, false, 'clock.right'],
    [1_005_000, true, 'clock.right'],
    [999_000, true, 'clock.right'],
    [1_009_000 + 30_000, false, 'clock.right'],
    [1_009_000 + 31_000, false, 'clock.off'],
    [1_000_000 - 33_000, false, 'clock.off'],
    [1_009_000 + 300_000, true, 'clock.off'],
    [1_009_000 + 301_000, true, 'clock.wrong'],
    [1_009_000 + 3_600_000, false, 'clock.off'],
    [Number.NaN, true, 'clock.untold'],
    [null, false, 'clock.untold'],
  ])('a CRM that tells %s within the exchange, signed: %s, gives %s', (vendorMs, signed, reason) => {
    expect(clockItem(exchange, vendorMs, signed).reason).toBe(reason);
  });
});
