import fc from 'fast-check';
import type { ConditionTree } from '@voronka/domain';
import { conditionJson, readCondition } from './condition-json.ts';
import { readJson } from './json-places.ts';

const tree: ConditionTree = {
  all: [
    { fact: 'stage', operator: 'in', value: ['won', 'lost'], label: { ru: 'Закрыт', en: 'Closed' } },
    { not: { fact: 'message.text', operator: 'matchesPattern', value: '^"\\d+\\n' } },
    { any: [{ fact: 'score', operator: 'lessThan', value: -1.5e3 }] },
  ],
};

function problemsIn(source: string) {
  const reading = readCondition(source);
  return 'problems' in reading ? reading.problems : [];
}

describe('a condition as JSON', () => {
  it('comes back as it was written', () => expect(readCondition(conditionJson(tree))).toEqual({ tree }));

  it('reads whatever JSON.parse reads, and refuses what it refuses', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const source = JSON.stringify(value, null, 2);
        expect(readJson(source).value).toEqual(JSON.parse(source));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]:,"\\10-.e truefalsn'), maxLength: 12 }), (source) => {
        let byEngine: unknown;
        try {
          byEngine = JSON.parse(source);
        } catch {
          expect(() => readJson(source)).toThrow();
          return;
        }
        expect(readJson(source).value).toEqual(byEngine);
      }),
    );
  });

  it.each([
    ['{"all": [', 1, 10, /breaks off/],
    ['{\n  "all": [,]\n}', 2, 11, /value is needed/],
    ['{"fact": "stage" "operator"}', 1, 18, /comma or }/],
    ['{"fact": stage}', 1, 10, /s cannot stand here/],
    ['{"fact": "stage}', 1, 10, /not closed/],
    ['{"not": 1} x', 1, 12, /after the end/],
    ['{"any": [], "any": []}', 1, 13, /twice/],
    ['', 1, 1, /breaks off/],
  ])('%j is refused with its place', (source, line, column, said) => {
    const [problem, ...others] = problemsIn(source);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ line, column, path: '' });
    expect(problem?.message.en).toMatch(said);
  });

  it('what the engine would not take is named with its place in the tree', () => {
    const wrong =
      '{\n  "all": [\n    { "fact": "stage", "operator": "is", "value": "won" },\n    { "any": [] }\n  ]\n}';
    expect(problemsIn(wrong).map(({ path, line, message }) => [path, line, message.ru.slice(0, 20)])).toEqual([
      ['all[0].operator', 3, 'Возможные значения: '],
      ['all[1].any', 4, 'Добавьте хотя бы одн'],
    ]);
    expect(problemsIn('{"all": [{"fact": "stage", "operator": "equal", "value": 1, "path": "$"}]}')).toMatchObject([
      { path: 'all[0]', message: { en: 'Not known here: path' } },
    ]);
    expect(problemsIn('"stage"')).toMatchObject([{ line: 1, column: 1, path: '' }]);
  });
});
