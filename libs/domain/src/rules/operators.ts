import type { ConditionValue, LocalizedText, OperatorName } from '../flow/flow-graph.ts';
import type { FactType } from './facts.ts';

/** Shape of the value that an operator compares with; `same` is the fact's own type. */
export type OperatorValue = 'same' | 'number' | 'text' | 'list' | 'textOrList';

/** What is known about an operator. */
export interface OperatorSpecification {
  title: LocalizedText;
  /** Fact types it goes with. */
  types: readonly FactType[];
  value: OperatorValue;
}

const order = { types: ['number'], value: 'number' } as const;
const text = { types: ['string'], value: 'textOrList' } as const;

/** The operators, in the order in which the editor offers them; a missing one does not compile. */
export const operatorSpecifications: Readonly<Record<OperatorName, OperatorSpecification>> = {
  equal: { title: { ru: 'равно', en: 'equals' }, types: ['string', 'number', 'boolean'], value: 'same' },
  notEqual: { title: { ru: 'не равно', en: 'does not equal' }, types: ['string', 'number', 'boolean'], value: 'same' },
  lessThan: { title: { ru: 'меньше', en: 'is less than' }, ...order },
  lessThanInclusive: { title: { ru: 'не больше', en: 'is at most' }, ...order },
  greaterThan: { title: { ru: 'больше', en: 'is greater than' }, ...order },
  greaterThanInclusive: { title: { ru: 'не меньше', en: 'is at least' }, ...order },
  in: { title: { ru: 'одно из', en: 'is one of' }, types: ['string'], value: 'list' },
  notIn: { title: { ru: 'ни одно из', en: 'is none of' }, types: ['string'], value: 'list' },
  contains: { title: { ru: 'содержит', en: 'contains' }, types: ['stringList'], value: 'text' },
  doesNotContain: { title: { ru: 'не содержит', en: 'does not contain' }, types: ['stringList'], value: 'text' },
  hasAnyWord: { title: { ru: 'есть слово', en: 'has a word' }, ...text },
  hasPhrase: { title: { ru: 'есть фраза', en: 'has the phrase' }, ...text },
  matchesPattern: { title: { ru: 'подходит под шаблон', en: 'matches the pattern' }, ...text },
};

/** Operators that go with a fact's type. */
export function operatorsFor(type: FactType): OperatorName[] {
  return (Object.keys(operatorSpecifications) as OperatorName[]).filter((name) =>
    operatorSpecifications[name].types.includes(type),
  );
}

/** Whether an operator can compare a fact of this type with this value. Empty texts and lists compare with nothing. */
export function valueFits(operator: OperatorName, type: FactType, value: ConditionValue): boolean {
  const isText = typeof value === 'string' && value !== '';
  const isList = Array.isArray(value) && value.length > 0 && value.every((entry) => entry !== '');
  switch (operatorSpecifications[operator].value) {
    case 'same':
      return typeof value === type;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'text':
      return isText;
    case 'list':
      return isList;
    case 'textOrList':
      return isText || isList;
  }
}
