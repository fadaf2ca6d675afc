import type { Icon } from '@tabler/icons-react';
import type { Locale, NodeConfigs, NodeKind } from '@voronka/domain';
import type { Declarations } from './words.ts';

/** One line of a node's settings, in plain words. */
export interface SettingLine {
  label: string;
  /** Several lines of text stay several lines. */
  value: string;
  /** `quote` is said to a client, word by word; `rule` is a condition. @default 'plain' */
  tone?: 'plain' | 'quote' | 'rule';
}

/** What a specification may look up to speak plainly. */
export interface WordsContext {
  locale: Locale;
  /** The name of a funnel's stage; the key itself where the name is not known. */
  stageName: (stageKey: string) => string;
  /** The names of other flows by their ids; where one is missing, nothing is said of it. */
  flowNames?: ReadonlyMap<string, string> | undefined;
  /** The slots and fields of the flow that is spoken of; `toCanvas` and the node's panel add them. */
  declarations?: Declarations | undefined;
}

/**
 * How one kind of node looks and speaks on the canvas. What it means (ports, texts, checks) is the domain's
 * `nodeSpecifications`.
 */
export interface CanvasSpecification<K extends NodeKind> {
  icon: Icon;
  /** One short line under the node's name; null where the name says it all. */
  summary(config: NodeConfigs[K], words: WordsContext): string | null;
  /** All settings for the side panel. */
  settings(config: NodeConfigs[K], words: WordsContext): SettingLine[];
}

/** One specification per kind: a kind without one does not compile. */
export type CanvasSpecifications = { readonly [K in NodeKind]: CanvasSpecification<K> };
