import {
  declaredFactsOf,
  factDeclaration,
  factDeclarations,
  operatorsFor,
  operatorSpecifications,
  valueFits,
} from '@voronka/domain';
import type {
  ConditionLeaf,
  ConditionValue,
  FactDeclaration,
  FactType,
  FlowGraph,
  LocalizedText,
  OperatorName,
} from '@voronka/domain';
import { text } from '../forms/text.ts';

type Declarations = Pick<FlowGraph, 'slots' | 'fields'>;

/** A fact that can be chosen. */
export interface KnownFact {
  name: string;
  declaration: FactDeclaration;
}

/** Facts that belong together. */
export interface FactGroup {
  title: LocalizedText;
  facts: KnownFact[];
}

const groups: readonly (readonly [LocalizedText, (fact: string) => boolean])[] = [
  [text('Сообщение клиента', "Client's message"), (fact) => /^(?:message|client)\./.test(fact)],
  [text('Данные клиента', "Client's details"), (fact) => fact.startsWith('slots.')],
  [text('Поля сценария', 'Fields of the flow'), (fact) => fact.startsWith('fields.')],
  [text('Текущий вопрос', 'The open question'), (fact) => /^(?:ask|understood)\./.test(fact)],
  [
    text('Карточка и этап', 'Card and stage'),
    (fact) => /^(?:stage|tags|score|owner|(?:lead|contact|manager)\..+)$/.test(fact),
  ],
  [text('Время', 'Time'), (fact) => /^(?:time|businessHours)\.|^now$/.test(fact)],
  [text('События и сигналы', 'Events and signals'), (fact) => /^(?:event|signal|signals|move|triggers)\./.test(fact)],
  [text('Диалог', 'Dialogue'), () => true],
];

/** The facts that a condition of this flow can name, in groups. */
export function factGroupsOf(graph: Declarations): FactGroup[] {
  const facts: [string, FactDeclaration][] = [
    ...Object.entries<FactDeclaration>(factDeclarations),
    ...Object.entries(declaredFactsOf(graph)),
  ];
  return groups
    .map(([title, belongs], at): FactGroup => ({
      title,
      facts: facts
        .filter(([name]) => groups.findIndex(([, fits]) => fits(name)) === at && belongs(name))
        .map(([name, declaration]) => ({ name, declaration })),
    }))
    .filter((group) => group.facts.length > 0);
}

/** How the value of a comparison is entered. */
export type ValueEditor =
  | 'yesNo'
  | 'number'
  | 'minutes'
  | 'weekday'
  | 'text'
  | 'words'
  | 'pattern'
  | { choose: 'one' | 'several'; from: ValueSource };

/** What a value is chosen from. `values`: the fact's own. */
export type ValueSource = 'stages' | 'signals' | 'slots' | 'tags' | 'triggers' | 'values';

const sources: Partial<Record<string, ValueSource>> = {
  stage: 'stages',
  'move.previous': 'stages',
  'signal.name': 'signals',
  'signals.received': 'signals',
  'ask.missing': 'slots',
  'understood.slots': 'slots',
  tags: 'tags',
  'triggers.used': 'triggers',
};

function numberEditor(fact: string): ValueEditor {
  if (fact.startsWith('time.since')) return 'minutes';
  return fact === 'time.weekday' ? 'weekday' : 'number';
}

/** What a text fact's values are chosen from; null for what people write freely. */
function sourceOf(fact: string, declaration: FactDeclaration): ValueSource | null {
  return sources[fact] ?? (declaration.values ? 'values' : null);
}

/**
 * The comparisons that are offered for a fact: looking for words makes sense only where people write freely, and comes
 * first there.
 */
export function operatorsOf(fact: string, declaration: FactDeclaration): OperatorName[] {
  const all = operatorsFor(declaration.type);
  const forWords = all.filter((name) => operatorSpecifications[name].value === 'textOrList');
  const others = all.filter((name) => !forWords.includes(name));
  return sourceOf(fact, declaration) === null && fact !== 'now' ? [...forWords, ...others] : others;
}

/** How the value of a comparison is entered. */
export function valueEditorOf(
  leaf: Pick<ConditionLeaf, 'fact' | 'operator'>,
  declaration: FactDeclaration,
): ValueEditor {
  if (declaration.type === 'boolean') return 'yesNo';
  if (declaration.type === 'number') return numberEditor(leaf.fact);
  const wants = operatorSpecifications[leaf.operator].value;
  if (leaf.operator === 'matchesPattern') return 'pattern';
  if (wants === 'textOrList') return 'words';
  const from = sourceOf(leaf.fact, declaration);
  if (from) return { choose: wants === 'list' ? 'several' : 'one', from };
  return wants === 'list' ? 'words' : 'text';
}

function listOf(value: ConditionValue): string[] {
  const list = typeof value === 'string' ? [value] : typeof value === 'object' ? [...value] : [];
  return list.filter((item) => item !== '');
}

/** The value in the shape that an operator takes, as far as it can be kept; else the shape's empty one. */
function reshaped(value: ConditionValue, operator: OperatorName, type: FactType): ConditionValue {
  if (valueFits(operator, type, value)) return value;
  if (type === 'boolean') return true;
  if (type === 'number') return 0;
  const wants = operatorSpecifications[operator].value;
  return wants === 'list' || (wants === 'textOrList' && operator !== 'matchesPattern')
    ? listOf(value)
    : (listOf(value)[0] ?? '');
}

/** A leaf with another operator; its value is kept where it fits. */
export function withOperator(leaf: ConditionLeaf, operator: OperatorName, declaration: FactDeclaration): ConditionLeaf {
  return { ...leaf, operator, value: reshaped(leaf.value, operator, declaration.type) };
}

/** A leaf about another fact; operator and value are kept where they can be about it too. */
export function withFact(leaf: ConditionLeaf, fact: string, graph: Declarations): ConditionLeaf {
  const before = factDeclaration(leaf.fact, graph);
  const declaration = factDeclaration(fact, graph);
  if (!declaration || fact === leaf.fact) return { ...leaf, fact };
  const operators = operatorsOf(fact, declaration);
  const operator = operators.includes(leaf.operator) ? leaf.operator : (operators[0] ?? leaf.operator);
  const editor = valueEditorOf({ fact, operator }, declaration);
  const isSameKind =
    before && JSON.stringify(valueEditorOf({ fact: leaf.fact, operator }, before)) === JSON.stringify(editor);
  const isOwn = typeof editor === 'object' && editor.from === 'values';
  const value = isSameKind && !isOwn ? leaf.value : emptyValue(operator, declaration.type);
  const { label: _, ...rest } = leaf;
  return { ...rest, fact, operator, value: reshaped(value, operator, declaration.type) };
}

function emptyValue(operator: OperatorName, type: FactType): ConditionValue {
  return reshaped(type === 'boolean' ? true : type === 'number' ? 0 : '', operator, type);
}

/** What a new condition compares until somebody says what: words in the client's message. */
export function newLeaf(): ConditionLeaf {
  return { fact: 'message.text', operator: 'hasAnyWord', value: [] };
}

/** What is still missing or wrong in a comparison; null when it can be published. */
export function leafProblem(leaf: ConditionLeaf, graph: Declarations): LocalizedText | null {
  const declaration = factDeclaration(leaf.fact, graph);
  if (!declaration) return text('Такого факта нет: выберите другой', 'There is no such fact: choose another');
  if (!operatorSpecifications[leaf.operator].types.includes(declaration.type)) {
    return text('Это сравнение не подходит к факту', 'This comparison does not fit the fact');
  }
  // An empty text is what such a fact holds while there is nothing to hold.
  if (
    leaf.value === '' &&
    typeof declaration.default === 'string' &&
    operatorSpecifications[leaf.operator].value === 'same'
  ) {
    return null;
  }
  return valueFits(leaf.operator, declaration.type, leaf.value) ? null : text('Укажите значение', 'Give a value');
}
