import { describe, expect, it } from '@jest/globals';
import { codeIn, read, rowsOf } from '../docs/pages.ts';
import { CommandLineError, readCommandLine } from './command-line.ts';
import { choiceFlow } from './decide/choice-flow.ts';
import { mergeFigures, rounded } from './figures.ts';
import { parts } from './parts.ts';
import { interleave } from './rounds.ts';
import { median, pairedRatio, percentile, spread } from './statistics.ts';
import { against, number, renderTable } from './table.ts';

describe('statistics', () => {
  it('take the middle, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([7])).toBe(7);
  });

  it('take a percentile by the nearest rank, whatever the order', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(percentile(hundred, 0.95)).toBe(95);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile([3, 1, 2], 0.5)).toBe(2);
    expect(percentile([8], 0.01)).toBe(8);
  });

  it('leave what they are given as it was', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('tell how far rounds lie apart as a share of their median', () => {
    expect(spread([100, 100, 100])).toBe(0);
    expect(spread([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBeCloseTo((9 - 1) / 5.5);
  });

  it('compare round with round: a load that hits both sides of one changes nothing', () => {
    expect(pairedRatio([20, 2, 20], [10, 1, 10])).toBe(2);
  });

  it('refuse to make a number of nothing', () => {
    for (const nothing of [() => median([]), () => spread([]), () => pairedRatio([], []), () => percentile([1], 0)]) {
      expect(nothing).toThrow(RangeError);
    }
    expect(() => pairedRatio([1, 2], [1])).toThrow('pairs');
  });
});

describe('rounds', () => {
  it('go there and back by turns, and keep what belongs together', async () => {
    const order: string[] = [];
    const subject = (name: 'a' | 'b') => ({ name, measure: async () => order.push(name) });
    const told: number[] = [];
    const measured = await interleave([subject('a'), subject('b')], 3, (round) => told.push(round));
    expect(order).toEqual(['a', 'b', 'b', 'a', 'a', 'b']);
    expect(measured).toEqual({ a: [1, 4, 5], b: [2, 3, 6] });
    expect(told).toEqual([1, 2, 3]);
  });
});

describe('figures', () => {
  it('of all parts make one flat object, in order and rounded', () => {
    const merged = mergeFigures([{ 'b.x': 1.23456, 'b.large': 123_456.7 }, { 'a.y': 0.000123456 }]);
    expect(Object.entries(merged)).toEqual([
      ['a.y', 0.0001235],
      ['b.large', 123_457],
      ['b.x', 1.235],
    ]);
  });

  it('are refused when two parts claim one, or when one is no number', () => {
    expect(() => mergeFigures([{ a: 1 }, { a: 2 }])).toThrow('"a"');
    expect(() => mergeFigures([{ a: NaN }])).toThrow('"a" is NaN');
    expect(() => mergeFigures([{ a: 1 / 0 }])).toThrow('Infinity');
  });

  it('keep four digits, and whole numbers whole', () => {
    expect([rounded(0), rounded(-1.00049), rounded(9_999.4), rounded(25_754.4)]).toEqual([0, -1, 9_999, 25_754]);
  });
});

describe('tables', () => {
  it('put the first column to the left and numbers to the right', () => {
    const table = renderTable({
      title: 'T',
      head: ['', 'ours'],
      rows: [
        ['long name', '1'],
        ['x', '1 000'],
      ],
      notes: ['n'],
    });
    expect(table.split('\n')).toEqual([
      'T',
      '',
      '            ours',
      '─────────  ─────',
      'long name      1',
      'x          1 000',
      '  n',
      '',
    ]);
  });

  it('say how a value stands to what is wanted', () => {
    expect(against(1.2, { atLeast: 1 })).toBe('≥ 1.0 ✓');
    expect(against(9_000, { atLeast: 10_000 }, 0)).toBe('≥ 10 000 ✗');
    expect(against(1.4, { atMost: 1.3 })).toBe('≤ 1.3 ✗');
    expect(number(1_234.56, 1)).toBe('1 234.6');
  });
});

describe('the command line', () => {
  const known = ['decide', 'slots', 'dialogue'];

  it('runs everything unless parts are named, in the order of the parts', () => {
    expect(readCommandLine([], known)).toEqual({ parts: known, jsonFile: null });
    expect(readCommandLine(['--', 'dialogue', '--json', 'f.json', 'decide'], known)).toEqual({
      parts: ['decide', 'dialogue'],
      jsonFile: 'f.json',
    });
  });

  it.each([['speed'], ['--json'], ['--help']])('does not understand %s', (word) => {
    expect(() => readCommandLine([word], known)).toThrow(CommandLineError);
  });
});

describe('the flow of the decisions', () => {
  it.each([4, 30, 1_000])('has %i nodes, all of them joined to others that exist', (nodes) => {
    const flow = choiceFlow({ rules: 3, conditions: 2, nodes });
    const ids = new Set(flow.nodes.map(({ id }) => id));
    expect(ids.size).toBe(nodes);
    expect(flow.edges.filter(({ source, target }) => !ids.has(source) || !ids.has(target))).toEqual([]);
    expect(new Set(flow.edges.map(({ id }) => id)).size).toBe(flow.edges.length);
  });
});

describe('docs/benchmarks.md', () => {
  const explained = new Set(
    rowsOf(read('docs/benchmarks.md')).flatMap(([names = '']) => (names === 'figure' ? [] : codeIn(names))),
  );

  it.each(parts.map((part) => [part.name, part] as const))('explains every figure of %s', (_name, part) => {
    expect(part.figureNames.filter((name) => !explained.has(name))).toEqual([]);
  });

  it('explains no figure that nothing measures', () => {
    const measured = new Set(parts.flatMap(({ figureNames }) => figureNames));
    expect([...explained].filter((name) => !measured.has(name))).toEqual([]);
  });

  it('names every part', () => {
    const headings = codeIn([...read('docs/benchmarks.md').matchAll(/^## (`.*)$/gm)].map(([line]) => line).join(' '));
    expect(headings).toEqual(parts.map(({ name }) => name));
  });
});
