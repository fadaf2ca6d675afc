import type { StageMappingSetup } from '@voronka/contracts';
import type { Stage } from '@voronka/domain';
import { draftRows, fillingsOf, realChanges, statusName, statusOptions, wishedMapping } from './mapping-draft.ts';

const name = { ru: '', en: '' };
const stages: Stage[] = ['a', 'b', 'c'].map((key, at) => ({ key, name, sort: at, semantics: 'open' }));
const status = (id: string, funnel: string | null = null) => {
  return { id, name: `name of ${id}`, funnel, sort: 0, semantics: 'open' as const };
};
const row = (
  stageKey: string,
  statusId: string | null,
  suggested: string | null,
): StageMappingSetup['rows'][number] => ({
  stageKey,
  statusId,
  mark: 'mapped',
  doubts: [],
  suggestion: suggested === null ? null : { statusId: suggested, reason: 'synonym' },
});
const mapping: StageMappingSetup = {
  funnelId: 'f',
  integration: { id: 'i', name: 'CRM', enabled: true, portalUrl: null },
  card: 'lead',
  cardsInUse: ['lead'],
  leads: true,
  statuses: [status('A'), status('B'), status('C')],
  readAt: null,
  failure: null,
  rows: [row('a', 'A', 'B'), row('b', null, 'B'), row('c', 'GONE', 'C')],
};

describe('a mapping in hand', () => {
  it('is what is saved, with the choices in its place', () => {
    expect(wishedMapping(mapping, {})).toEqual({ a: 'A', c: 'GONE' });
    expect(wishedMapping(mapping, { a: null, b: 'B' })).toEqual({ b: 'B', c: 'GONE' });
    expect(draftRows(mapping, stages, { b: 'A' }).map(({ mark, doubts }) => [mark, doubts])).toEqual([
      ['mapped', ['shared']],
      ['mapped', ['shared']],
      ['vanished', []],
    ]);
  });

  it('has no change where the choice is what is saved', () => {
    expect(realChanges(mapping, { a: 'A', b: null, c: 'C', gone: 'A' })).toEqual({ c: 'C' });
  });
});

describe('what the suggestion fills in', () => {
  const fills = (changes: Record<string, string | null>, replaces: boolean) =>
    fillingsOf(mapping, draftRows(mapping, stages, changes), replaces).map(({ stageKey, statusId }) => [
      stageKey,
      statusId,
    ]);

  it('is what has no status, or one that vanished', () => {
    expect(fills({}, false)).toEqual([
      ['b', 'B'],
      ['c', 'C'],
    ]);
    expect(fills({ b: 'B', c: 'A' }, false)).toEqual([]);
  });

  it('is everything that differs, when it may replace', () => {
    expect(fills({}, true)).toEqual([
      ['a', 'B'],
      ['b', 'B'],
      ['c', 'C'],
    ]);
  });
});

describe('the statuses to choose from', () => {
  it('stand under the funnels of the CRM', () => {
    const options = statusOptions([status('A', 'One'), status('B', 'Two')], { statusId: 'A', groupName: 'gone' });
    expect(options.map(({ group, items }) => [group, items.length])).toEqual([
      ['One', 1],
      ['Two', 1],
    ]);
  });

  it('keep one that is not in the list any more', () => {
    const options = statusOptions([status('A')], { statusId: 'X', groupName: 'gone' });
    expect(options.at(-1)).toEqual({ group: 'gone', items: [{ value: 'X', label: 'X' }] });
    expect(statusOptions(null, { statusId: null, groupName: 'gone' })).toEqual([]);
    expect([statusName(mapping.statuses, 'A'), statusName(null, 'A')]).toEqual(['name of A', 'A']);
  });
});
