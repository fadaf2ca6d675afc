import type { FactDeclaration } from '../../rules/facts.ts';
import { operatorSpecifications, operatorsFor, valueFits } from '../../rules/operators.ts';
import type { ConditionLeaf, ConditionTree, FlowNode, LocalizedText } from '../flow-graph.ts';
import { conditionsOf } from '../node-specifications.ts';
import type { CheckedFlow } from './checked-flow.ts';
import { checkPatterns, fittingValue, unknownValues } from './condition-values.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import type { ConfigPath, Suggestion } from './suggestion.ts';
import { suggestConfig } from './suggestion.ts';

/** One tree of a node, and where it stands in the config: looked up only when something is found in it. */
interface Place {
  flow: CheckedFlow;
  node: FlowNode;
  root: ConditionTree;
}

function pathIn({ flow, node, root }: Place, path: ConfigPath): ConfigPath {
  return [...flow.pathTo(node.config, root), ...path];
}

function nearestFact(place: Place, leaf: ConditionLeaf, path: ConfigPath): Suggestion | null {
  const { facts } = place.flow;
  const name = facts.nearest(leaf.fact);
  const title = name === null ? undefined : facts.known.get(name)?.title;
  if (name === null || !title) return null;
  return suggestConfig(
    'chooseFact',
    place.node,
    pathIn(place, [...path, 'fact']),
    name,
    `Взять факт «${title.ru}» (${name})`,
    `Take the fact "${title.en}" (${name})`,
  );
}

function fittingOperator(
  place: Place,
  leaf: ConditionLeaf,
  fact: FactDeclaration,
  path: ConfigPath,
): Suggestion | null {
  const operator = operatorsFor(fact.type).find((name) => valueFits(name, fact.type, leaf.value));
  if (!operator) return null;
  const { ru, en } = operatorSpecifications[operator].title;
  return suggestConfig(
    'chooseOperator',
    place.node,
    pathIn(place, [...path, 'operator']),
    operator,
    `Взять сравнение «${ru}»`,
    `Take the comparison "${en}"`,
  );
}

function comparisonInWords(fact: FactDeclaration, leaf: ConditionLeaf): LocalizedText {
  const { title } = operatorSpecifications[leaf.operator];
  return { ru: `«${fact.title.ru}» ${title.ru}`, en: `"${fact.title.en}" ${title.en}` };
}

function checkLeaf(place: Place, leaf: ConditionLeaf, path: ConfigPath): FlowFinding[] {
  const { flow, node } = place;
  const fact = flow.facts.known.get(leaf.fact);
  if (!fact) {
    return [finding('Flow.UndeclaredFact', node.id, leaf.fact, { suggestion: nearestFact(place, leaf, path) })];
  }
  if (!operatorSpecifications[leaf.operator].types.includes(fact.type)) {
    const suggestion = fittingOperator(place, leaf, fact, path);
    return [finding('Flow.OperatorNotForType', node.id, comparisonInWords(fact, leaf), { suggestion })];
  }
  const valuePath = (): ConfigPath => pathIn(place, [...path, 'value']);
  if (!valueFits(leaf.operator, fact.type, leaf.value)) {
    const suggestion = fittingValue(node, leaf, fact, valuePath);
    return [finding('Flow.ValueNotForOperator', node.id, fact.title, { suggestion })];
  }
  return [...checkPatterns(flow, node, leaf, valuePath), ...unknownValues(flow, node, leaf, fact, valuePath)];
}

/** An empty group among others is taken out; one that is all of a trigger's condition leaves it without one. */
function withoutGroup(place: Place, parent: ConditionTree | null, path: ConfigPath): Suggestion | null {
  const { node, root } = place;
  const ru = 'Убрать пустую группу';
  const en = 'Take the empty group out';
  const siblings = parent === null ? null : 'all' in parent ? parent.all : 'any' in parent ? parent.any : null;
  const at = path.at(-1);
  if (siblings && siblings.length > 1) {
    const rest = siblings.filter((_, index) => index !== at);
    return suggestConfig('setCondition', node, pathIn(place, path.slice(0, -1)), rest, ru, en);
  }
  const isTriggers = 'when' in node.config && node.config.when === root && parent === null;
  return isTriggers ? suggestConfig('setCondition', node, ['when'], null, ru, en) : null;
}

function checkTree(place: Place, tree: ConditionTree, parent: ConditionTree | null, path: ConfigPath): FlowFinding[] {
  if ('not' in tree) return checkTree(place, tree.not, tree, [...path, 'not']);
  const group = 'all' in tree ? ('all' as const) : 'any' in tree ? ('any' as const) : null;
  if (group === null) return 'fact' in tree ? checkLeaf(place, tree, path) : [];
  const children = 'all' in tree ? tree.all : 'any' in tree ? tree.any : [];
  if (children.length === 0) {
    return [finding('Flow.EmptyCondition', place.node.id, '', { suggestion: withoutGroup(place, parent, path) })];
  }
  return children.flatMap((child, at) => checkTree(place, child, tree, [...path, group, at]));
}

/** Conditions of a node: facts declared, operators and values of the right kind, values that occur, patterns that compile. */
export function checkConditions(flow: CheckedFlow, node: FlowNode): FlowFinding[] {
  return conditionsOf(node).flatMap((root) => checkTree({ flow, node, root }, root, null, []));
}
