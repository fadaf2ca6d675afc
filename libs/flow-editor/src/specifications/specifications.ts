import type { FlowNode, NodeConfigs, NodeKind } from '@voronka/domain';
import type { Icon } from '@tabler/icons-react';
import type { CanvasSpecification, CanvasSpecifications, SettingLine, WordsContext } from './canvas-specification.ts';
import * as conversation from './conversation.specifications.ts';
import * as crm from './crm.specifications.ts';
import * as people from './people.specifications.ts';
import * as triggers from './triggers.specifications.ts';

/** The canvas side of every node kind. */
export const canvasSpecifications: CanvasSpecifications = { ...triggers, ...conversation, ...crm, ...people };

interface KindAndConfig<K extends NodeKind> {
  kind: K;
  config: NodeConfigs[K];
}

function specificationOf<K extends NodeKind>(kind: K): CanvasSpecification<K> {
  return canvasSpecifications[kind];
}

/** The icon of a kind. */
export function iconOf(kind: NodeKind): Icon {
  return canvasSpecifications[kind].icon;
}

/** The line under a node's name. */
export function summaryOf<K extends NodeKind>(node: KindAndConfig<K>, words: WordsContext): string | null {
  return specificationOf(node.kind).summary(node.config, words);
}

/** A node's settings in plain words. */
export function settingsOf<K extends NodeKind>(node: KindAndConfig<K>, words: WordsContext): SettingLine[] {
  return specificationOf(node.kind).settings(node.config, words);
}

/** Whether a string names a node kind; answers of the API name kinds as text. */
export function isNodeKind(kind: string): kind is FlowNode['kind'] {
  return Object.hasOwn(canvasSpecifications, kind);
}
