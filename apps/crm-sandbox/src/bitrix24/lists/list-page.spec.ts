import type { RowSchema } from './filter.ts';
import { pageOf, parseOrder, sortRows } from './list-page.ts';

const numbers = Array.from({ length: 120 }, (_, index) => index + 1);

describe('pageOf', () => {
  it('gives 50 rows, the total and where the next page starts', () => {
    expect(pageOf(numbers, '50')).toEqual({ rows: numbers.slice(50, 100), total: 120, next: 100 });
  });

  it('has no next on the last page, also when it is exactly full', () => {
    expect(pageOf(numbers, 100)).toEqual({ rows: numbers.slice(100), total: 120 });
    expect(pageOf(numbers.slice(0, 50), 0)).not.toHaveProperty('next');
  });

  it('neither counts nor continues for start -1', () => {
    expect(pageOf(numbers, -1)).toEqual({ rows: numbers.slice(0, 50), total: 0 });
  });

  it.each([undefined, null, 'x', -7])('starts at the beginning for %p', (start) => {
    expect(pageOf(numbers, start).rows[0]).toBe(1);
  });
});

describe('sortRows', () => {
  interface Row {
    readonly ID: string;
    readonly NAME: string | null;
  }
  const schema: RowSchema<Row> = {
    resolve: (name) => (name === 'ID' || name === 'NAME' ? name : undefined),
    typeOf: (field) => (field === 'ID' ? 'number' : 'text'),
    read: (row, field) => (field === 'ID' ? row.ID : row.NAME),
  };
  const rows: Row[] = [
    { ID: '2', NAME: 'б' },
    { ID: '10', NAME: 'Б' },
    { ID: '3', NAME: null },
  ];
  const sorted = (order: Record<string, string>): string[] =>
    sortRows(
      rows,
      parseOrder(order, schema, () => undefined),
      schema,
    ).map((row) => row.ID);

  it('sorts numbers by value', () => {
    expect(sorted({ ID: 'desc' })).toEqual(['10', '3', '2']);
  });

  it('puts missing values first and breaks ties by the next key', () => {
    expect(sorted({ NAME: 'ASC', ID: 'DESC' })).toEqual(['3', '10', '2']);
  });

  it('reports unknown fields and directions', () => {
    const reported: unknown[] = [];
    parseOrder({ X: 'ASC', ID: 'UP' }, schema, (name, direction) => reported.push([name, direction]));
    expect(reported).toEqual([
      ['X', null],
      ['ID', 'UP'],
    ]);
  });
});
