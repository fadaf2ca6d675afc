import type { ConditionTree, LocalizedText, NodeKind } from '../flow-graph.ts';
import type { NodeConfigs } from '../node-configs.ts';

/** What a node is about; the editor colours by it. */
export type NodeFamily = 'event' | 'question' | 'rule' | 'step' | 'crm' | 'human' | 'end';

/** A way out of a node. */
export interface NodePort {
  port: string;
  title: LocalizedText;
}

/** All that the product has to know about a node kind in one place. */
export interface NodeSpecification<K extends NodeKind = NodeKind> {
  kind: K;
  family: NodeFamily;
  title: LocalizedText;
  help: LocalizedText;
  /** Triggers: whether they start the one token of the conversation, or run to their end beside it. null: no trigger. */
  starts: 'token' | 'beside' | null;
  /** The token stops here until something happens; a cycle must pass such a node. */
  waits(config: NodeConfigs[K]): boolean;
  /** Ways out, in the order in which they are drawn. Every one needs an edge. */
  ports(config: NodeConfigs[K]): NodePort[];
  /** Texts in which `{{variables}}` are filled. */
  templates(config: NodeConfigs[K]): LocalizedText[];
  /** Condition trees that the node's choice is made of. */
  conditions(config: NodeConfigs[K]): ConditionTree[];
  /** Keys of the funnel's stages that the node names. */
  stageKeys(config: NodeConfigs[K]): string[];
  /** Names of the catalogue's signals that the node names. */
  signals(config: NodeConfigs[K]): string[];
}

/** The one way out of a node that just goes on. */
export const next: NodePort = { port: 'next', title: { ru: 'Дальше', en: 'Next' } };

/** The way out that is taken when no rule fires. */
export const otherwise: NodePort = { port: 'otherwise', title: { ru: 'Иначе', en: 'Otherwise' } };

/** A node with one way out and nothing to check; a specification overrides what differs. */
export const plain = {
  starts: null,
  waits: () => false,
  ports: () => [next],
  templates: () => [],
  conditions: () => [],
  stageKeys: () => [],
  signals: () => [],
};

/** The condition of a trigger, if it has one. */
export function conditionOf(config: { when: ConditionTree | null }): ConditionTree[] {
  return config.when ? [config.when] : [];
}
