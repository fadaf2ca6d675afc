import type { Json } from '../../http/json.ts';
import { matchesFilter, parseFilter } from './filter.ts';
import type { RowSchema } from './filter.ts';

interface Row {
  readonly ID: string;
  readonly TITLE: string | null;
  readonly OPPORTUNITY: string;
  readonly DATE_CREATE: string;
  readonly PHONE: readonly string[];
}

const schema: RowSchema<Row> = {
  resolve: (name) => (['ID', 'TITLE', 'OPPORTUNITY', 'DATE_CREATE', 'PHONE'].includes(name) ? name : undefined),
  typeOf: (field) => (field === 'DATE_CREATE' ? 'moment' : field === 'TITLE' || field === 'PHONE' ? 'text' : 'number'),
  read: (row, field) => row[field as keyof Row],
};

const row = (id: number, title: string | null, extra: Partial<Row> = {}): Row => ({
  ID: String(id),
  TITLE: title,
  OPPORTUNITY: `${id * 10}.00`,
  DATE_CREATE: `2026-03-0${id}T12:00:00+03:00`,
  PHONE: [],
  ...extra,
});
const rows = [row(1, 'Анна'), row(2, 'Борис 100%'), row(9, null, { PHONE: ['+79161234567', '+7495'] })];

function idsOf(filter: Json): number[] {
  const parsed = parseFilter(filter, schema, (name) => {
    throw new Error(`unknown field ${name}`);
  });
  return rows.filter((item) => matchesFilter(item, parsed, schema)).map((item) => Number(item.ID));
}

describe('the filter of list methods', () => {
  it.each<[string, Json, number[]]>([
    ['compares numbers as numbers', { '>ID': '1', '<=ID': 9 }, [2, 9]],
    ['finds an exact value without regard to case', { TITLE: 'анна' }, [1]],
    ['takes a list as one of', { ID: ['1', 9] }, [1, 9]],
    ['takes @ as one of and !@ as none of', { '@ID': [1, 2], '!@ID': [2] }, [1]],
    ['matches nothing for an empty list', { '@ID': [] }, []],
    ['finds a part of a text with %', { '%TITLE': 'нн' }, [1]],
    ['takes a percent sign in % literally', { '%TITLE': '0%' }, [2]],
    ['takes the percent sign of =% as any text', { '=%TITLE': 'Б%' }, [2]],
    ['takes %= like =%', { '%=TITLE': '%на' }, [1]],
    ['refuses parts with !%', { '!%TITLE': 'Анн' }, [2, 9]],
    ['refuses patterns with !=% and !%=', { '!=%TITLE': 'А%', '!%=TITLE': 'Б%' }, [9]],
    ['negates with ! and !=', { '!ID': 1, '!=TITLE': 'Борис 100%' }, [9]],
    ['finds missing values with an empty text', { TITLE: '' }, [9]],
    ['finds present values with ! and an empty text', { '!TITLE': '' }, [1, 2]],
    ['finds any of several phones, as a whole only', { PHONE: '+7495' }, [9]],
    ['does not find a phone by its part', { PHONE: '+74' }, []],
    ['compares moments across zones', { '>=DATE_CREATE': '2026-03-02T09:00:00+00:00' }, [2, 9]],
    ['reads a date without zone as portal time', { '<DATE_CREATE': '2026-03-02 00:00:00' }, [1]],
    ['joins a group with OR', { 0: { logic: 'OR', 0: { ID: 1 }, 1: { '%TITLE': 'рис' } } }, [1, 2]],
    ['joins a group with AND by default', { 0: { 0: { '>ID': 1 }, 1: { '<ID': 9 } } }, [2]],
    ['joins conditions and groups with AND', { '>ID': 1, 0: { logic: 'OR', 0: { ID: 1 }, 1: { ID: 2 } } }, [2]],
  ])('%s', (_, filter, expected) => {
    expect(idsOf(filter)).toEqual(expected);
  });

  it('reports unknown fields and, when the caller goes on, drops their condition', () => {
    const unknown: string[] = [];
    const parsed = parseFilter({ '>=NO_SUCH': 1, ID: 2 }, schema, (name) => unknown.push(name));
    expect(unknown).toEqual(['NO_SUCH']);
    expect(rows.filter((item) => matchesFilter(item, parsed, schema)).map((item) => item.ID)).toEqual(['2']);
  });
});
