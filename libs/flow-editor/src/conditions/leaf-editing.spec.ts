import { factDeclaration, factDeclarations, operatorsFor, valueFits } from '@voronka/domain';
import type { ConditionLeaf, FactDeclaration } from '@voronka/domain';
import { declarations } from '../testing/every-kind.ts';
import {
  factGroupsOf,
  leafProblem,
  newLeaf,
  operatorsOf,
  valueEditorOf,
  withFact,
  withOperator,
} from './leaf-editing.ts';
import { valueName } from './value-names.ts';

const stage: ConditionLeaf = { fact: 'stage', operator: 'equal', value: 'won' };
const declared = (fact: string): FactDeclaration => {
  const found = factDeclaration(fact, declarations);
  if (!found) throw new Error(fact);
  return found;
};

describe('facts to choose from', () => {
  const groups = factGroupsOf(declarations);
  const names = groups.flatMap(({ facts }) => facts.map(({ name }) => name));

  it('are all there once, the flow’s own ones too', () => {
    expect([...names].sort()).toEqual(
      [...Object.keys(factDeclarations), 'fields.bonus', 'slots.city.known', 'slots.city.value'].sort(),
    );
  });

  it('no group is empty', () => expect(groups.every(({ facts }) => facts.length > 0)).toBe(true));
});

describe('the value of a comparison', () => {
  it.each([
    ['message.question', 'equal', 'yesNo'],
    ['score', 'greaterThan', 'number'],
    ['time.sinceClient', 'greaterThan', 'minutes'],
    ['time.weekday', 'equal', 'weekday'],
    ['message.text', 'hasAnyWord', 'words'],
    ['message.text', 'equal', 'text'],
    ['message.text', 'matchesPattern', 'pattern'],
    ['channel.name', 'in', 'words'],
    ['stage', 'equal', { choose: 'one', from: 'stages' }],
    ['stage', 'in', { choose: 'several', from: 'stages' }],
    ['tags', 'contains', { choose: 'one', from: 'tags' }],
    ['owner', 'equal', { choose: 'one', from: 'values' }],
    ['slots.city.value', 'notIn', { choose: 'several', from: 'values' }],
    ['signals.received', 'contains', { choose: 'one', from: 'signals' }],
  ] as const)('of %s %s is entered as %j', (fact, operator, editor) => {
    expect(valueEditorOf({ fact, operator }, declared(fact))).toEqual(editor);
  });

  it('is kept when the operator changes, in its shape', () => {
    const several = withOperator(stage, 'in', declared('stage'));
    expect(several).toEqual({ ...stage, operator: 'in', value: ['won'] });
    expect(withOperator(several, 'notEqual', declared('stage'))).toEqual({ ...stage, operator: 'notEqual' });
  });

  it('is kept for another fact of the same kind only', () => {
    expect(withFact(stage, 'move.previous', declarations)).toEqual({ ...stage, fact: 'move.previous' });
    expect(withFact(stage, 'owner', declarations)).toMatchObject({ fact: 'owner', operator: 'equal', value: '' });
    expect(withFact(stage, 'message.question', declarations)).toMatchObject({ operator: 'equal', value: true });
    expect(withFact(stage, 'fields.bonus', declarations)).toMatchObject({ operator: 'equal', value: 0 });
    expect(withFact(stage, 'tags', declarations)).toMatchObject({ operator: 'contains', value: '' });
  });

  it('is looked for among words only where people write freely', () => {
    expect(operatorsOf('message.text', declared('message.text'))[0]).toBe('hasAnyWord');
    expect(operatorsOf('stage', declared('stage'))).toEqual(['equal', 'notEqual', 'in', 'notIn']);
    expect(withFact({ ...newLeaf(), value: ['цена'] }, 'stage', declarations)).toMatchObject({
      operator: 'equal',
      value: '',
    });
  });

  it('a label that spoke of the old fact goes with it', () => {
    const labelled = { ...stage, label: { ru: 'Успех', en: 'Won' } };
    expect(withFact(labelled, 'owner', declarations)).not.toHaveProperty('label');
    expect(withOperator(labelled, 'notEqual', declared('stage'))).toHaveProperty('label');
  });

  it('always has a type that the operator takes, whichever fact and operator come after another', () => {
    for (const name of [...Object.keys(factDeclarations), 'slots.city.value', 'fields.bonus']) {
      const moved = withFact(newLeaf(), name, declarations);
      expect(operatorsFor(declared(name).type)).toContain(moved.operator);
      for (const operator of operatorsFor(declared(name).type)) {
        const { value } = withOperator(moved, operator, declared(name));
        const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
        expect(isEmpty || valueFits(operator, declared(name).type, value)).toBe(true);
      }
    }
  });

  it('that is missing is said', () => {
    expect(leafProblem(newLeaf(), declarations)?.en).toBe('Give a value');
    expect(leafProblem({ ...newLeaf(), value: ['price'] }, declarations)).toBeNull();
    expect(leafProblem({ ...stage, fact: 'nothing' }, declarations)?.en).toMatch(/no such fact/);
    expect(leafProblem({ ...stage, operator: 'contains' }, declarations)?.en).toMatch(/does not fit/);
    expect(leafProblem({ ...stage, value: '' }, declarations)).toBeNull();
  });

  it('has a name for people wherever the fact has few values', () => {
    for (const [fact, { values }] of Object.entries<FactDeclaration>(factDeclarations)) {
      for (const value of values ?? []) expect([fact, value, valueName(fact, value)]).not.toContain(null);
    }
    expect(valueName('owner', 'toString')).toBeNull();
  });
});
