import { factDeclaration } from '../../rules/facts.ts';
import { operatorSpecifications, valueFits } from '../../rules/operators.ts';
import type { ConditionLeaf, ConditionTree, FlowNode } from '../flow-graph.ts';
import { conditionsOf } from '../node-specifications.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';

/** Says what is wrong with a text pattern, or null. Supplied from outside: the pattern compiler is a library. */
export type CheckPattern = (pattern: string) => string | null;

function checkLeaf(nodeId: string, leaf: ConditionLeaf, checkPattern: CheckPattern): FlowFinding[] {
  const fact = factDeclaration(leaf.fact);
  if (!fact) return [finding('Flow.UndeclaredFact', nodeId, leaf.fact)];
  if (!operatorSpecifications[leaf.operator].types.includes(fact.type)) {
    return [finding('Flow.OperatorNotForType', nodeId, leaf.operator)];
  }
  if (!valueFits(leaf.operator, fact.type, leaf.value)) return [finding('Flow.ValueNotForOperator', nodeId, leaf.fact)];
  if (leaf.operator !== 'matchesPattern') return [];
  const patterns = typeof leaf.value === 'string' ? [leaf.value] : Array.isArray(leaf.value) ? leaf.value : [];
  return patterns.flatMap((pattern: string) => {
    const problem = checkPattern(pattern);
    return problem === null ? [] : [finding('Flow.PatternInvalid', nodeId, problem)];
  });
}

function checkTree(nodeId: string, tree: ConditionTree, checkPattern: CheckPattern): FlowFinding[] {
  if ('not' in tree) return checkTree(nodeId, tree.not, checkPattern);
  const children = 'all' in tree ? tree.all : 'any' in tree ? tree.any : null;
  if (children === null) return 'fact' in tree ? checkLeaf(nodeId, tree, checkPattern) : [];
  if (children.length === 0) return [finding('Flow.EmptyCondition', nodeId)];
  return children.flatMap((child) => checkTree(nodeId, child, checkPattern));
}

/** Conditions of a node: facts declared, operators and values of the right kind, patterns that compile. */
export function checkConditions(node: FlowNode, checkPattern: CheckPattern): FlowFinding[] {
  return conditionsOf(node).flatMap((tree) => checkTree(node.id, tree, checkPattern));
}
