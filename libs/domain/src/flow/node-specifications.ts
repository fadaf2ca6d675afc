import type { ConditionTree, FlowNode, LocalizedText, NodeKind } from './flow-graph.ts';
import type { NodeConfigs } from './node-configs.ts';
import { conversationSpecifications } from './specifications/conversation.ts';
import { crmSpecifications } from './specifications/crm.ts';
import { peopleSpecifications } from './specifications/people.ts';
import type { NodePort, NodeSpecification } from './specifications/specification.ts';
import { triggerSpecifications } from './specifications/triggers.ts';

export type { NodeFamily, NodePort, NodeSpecification } from './specifications/specification.ts';

/** One specification per node kind: a kind without one does not compile. */
export type NodeSpecifications = { readonly [K in NodeKind]: NodeSpecification<K> };

/** The specifications, in the order in which the editor offers the kinds. */
export const nodeSpecifications: NodeSpecifications = {
  ...triggerSpecifications,
  ...conversationSpecifications,
  ...crmSpecifications,
  ...peopleSpecifications,
};

interface KindAndConfig<K extends NodeKind> {
  kind: K;
  config: NodeConfigs[K];
}

function specificationOf<K extends NodeKind>(kind: K): NodeSpecification<K> {
  return nodeSpecifications[kind];
}

/** Ways out of a node, in drawing order. */
export function portsOf<K extends NodeKind>(node: KindAndConfig<K>): NodePort[] {
  return specificationOf(node.kind).ports(node.config);
}

/** Texts of a node in which variables are filled. */
export function templatesOf<K extends NodeKind>(node: KindAndConfig<K>): LocalizedText[] {
  return specificationOf(node.kind).templates(node.config);
}

/** Condition trees of a node. */
export function conditionsOf<K extends NodeKind>(node: KindAndConfig<K>): ConditionTree[] {
  return specificationOf(node.kind).conditions(node.config);
}

/** Stage keys that a node names. */
export function stageKeysOf<K extends NodeKind>(node: KindAndConfig<K>): string[] {
  return specificationOf(node.kind).stageKeys(node.config);
}

/** Signals that a node names. */
export function signalsOf<K extends NodeKind>(node: KindAndConfig<K>): string[] {
  return specificationOf(node.kind).signals(node.config);
}

function waits<K extends NodeKind>(node: KindAndConfig<K>): boolean {
  return specificationOf(node.kind).waits(node.config);
}

/** Whether the token stops at a node until something happens. */
export function waitsAt(node: FlowNode): boolean {
  return waits(node);
}

/** Whether a node starts the token, or a run beside it; null for a node that starts nothing. */
export function startsOf(node: Pick<FlowNode, 'kind'>): 'token' | 'beside' | null {
  return nodeSpecifications[node.kind].starts;
}
