import type { Stage } from './funnel.ts';
import { mappingRowsOf } from './mapping-rows.ts';
import type { CrmStatus } from './suggest-mapping.ts';

const name = { ru: '', en: '' };
const stages: Stage[] = [
  { key: 'a', name, sort: 10, semantics: 'open' },
  { key: 'b', name, sort: 20, semantics: 'open' },
  { key: 'won', name, sort: 30, semantics: 'won' },
];
const status = (id: string, semantics: CrmStatus['semantics'] = 'open'): CrmStatus => {
  return { id, name: id, funnel: null, sort: 0, semantics };
};

describe('the table of a mapping', () => {
  it('marks what is bound, what is not, and what the CRM has no more', () => {
    expect(mappingRowsOf(stages, { a: 'A', won: 'GONE' }, [status('A')])).toEqual([
      { stageKey: 'a', statusId: 'A', mark: 'mapped', doubts: [] },
      { stageKey: 'b', statusId: null, mark: 'unmapped', doubts: [] },
      { stageKey: 'won', statusId: 'GONE', mark: 'vanished', doubts: [] },
    ]);
  });

  it('does not say that a status vanished while nobody knows what the CRM has', () => {
    const marks = mappingRowsOf(stages, { a: 'A' }, null).map(({ mark }) => mark);
    expect(marks).toEqual(['unchecked', 'unmapped', 'unmapped']);
  });

  it('doubts a status of two stages, and one that closes cards where the stage does not', () => {
    const rows = mappingRowsOf(stages, { a: 'X', b: 'X', won: 'Y' }, [status('X', 'lost'), status('Y', 'won')]);
    expect(rows.map(({ doubts }) => doubts)).toEqual([['otherMeaning', 'shared'], ['otherMeaning', 'shared'], []]);
  });

  it('forgets bindings of stages that are gone', () => {
    expect(mappingRowsOf(stages.slice(0, 1), { old: 'A', a: 'A' }, [status('A')])).toMatchObject([{ doubts: [] }]);
  });
});
