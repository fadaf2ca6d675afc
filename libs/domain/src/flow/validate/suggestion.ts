import type { SlotDeclaration } from '../../slots/slot-declaration.ts';
import type { FieldDeclaration, FlowEdge, FlowNode, LocalizedText } from '../flow-graph.ts';

/** Where a value stands in a node's config: keys and list positions from the config down. */
export type ConfigPath = readonly (string | number)[];

/** One change of a drawn flow that a suggestion consists of. */
export type FlowChange =
  | { kind: 'addNode'; node: FlowNode }
  /** Removes the node and its edges. */
  | { kind: 'removeNode'; nodeId: string }
  /** Renames the node; its edges go along. */
  | { kind: 'renameNode'; nodeId: string; newId: string }
  | { kind: 'addEdge'; edge: FlowEdge }
  /** Of several equal edges the last one goes. */
  | { kind: 'removeEdge'; edge: FlowEdge }
  /** `value` is JSON; undefined removes the key. */
  | { kind: 'setConfig'; nodeId: string; path: ConfigPath; value: unknown }
  | { kind: 'setSlots'; slots: SlotDeclaration[] }
  | { kind: 'setFields'; fields: FieldDeclaration[] };

/** What a suggestion proposes. */
export type SuggestionKind =
  | 'addEdge'
  | 'moveEdge'
  | 'removeEdge'
  | 'addNode'
  | 'removeNode'
  | 'renameNode'
  | 'breakCycle'
  | 'setPriority'
  | 'setCondition'
  | 'chooseFact'
  | 'chooseOperator'
  | 'setValue'
  | 'setConfig'
  | 'chooseVariable'
  | 'writeText'
  | 'chooseStage'
  | 'bindStage'
  | 'chooseSlot'
  | 'declareSlot'
  | 'changeSlots'
  | 'chooseField'
  | 'declareField'
  | 'changeFields'
  | 'chooseSignal'
  | 'chooseWebhook'
  | 'chooseFlow'
  | 'publishFlow'
  | 'changeSettings';

/** A concrete proposal: what would settle a finding. */
export interface Suggestion {
  kind: SuggestionKind;
  /** What is proposed, for a person who has to agree: "Lead it to «End»". */
  text: LocalizedText;
  /** What would have to change in the drawn flow, in this order; empty where a person does it elsewhere. */
  changes: FlowChange[];
}

/** Makes a suggestion. */
export function suggest(kind: SuggestionKind, ru: string, en: string, changes: FlowChange[] = []): Suggestion {
  return { kind, text: { ru, en }, changes };
}

/** A suggestion to set one value of a node's config. */
export function suggestConfig(
  kind: SuggestionKind,
  node: Pick<FlowNode, 'id'>,
  path: ConfigPath,
  value: unknown,
  ru: string,
  en: string,
): Suggestion {
  return suggest(kind, ru, en, [{ kind: 'setConfig', nodeId: node.id, path, value }]);
}

function notePaths(part: unknown, path: ConfigPath, paths: Map<object, ConfigPath>): void {
  if (typeof part !== 'object' || part === null) return;
  if (!paths.has(part)) paths.set(part, path);
  for (const [key, value] of Object.entries(part)) {
    notePaths(value, [...path, Array.isArray(part) ? Number(key) : key], paths);
  }
}

/**
 * Tells where objects and lists stand within configs, compared by identity; an empty path for what is no part of the
 * config. Each config is gone through once.
 */
export function pathFinder(): (config: object, part: object) => ConfigPath {
  const known = new Map<object, Map<object, ConfigPath>>();
  return (config, part) => {
    let paths = known.get(config);
    if (!paths) {
      paths = new Map();
      notePaths(config, [], paths);
      known.set(config, paths);
    }
    return paths.get(part) ?? [];
  };
}

/** Gives ids that are not taken yet, each once. */
export function freshIds(taken: Iterable<string>): (wished: string) => string {
  const known = new Set(taken);
  return (wished) => {
    let id = wished;
    for (let count = 2; known.has(id); count += 1) id = `${wished.slice(0, 60)}${count}`;
    known.add(id);
    return id;
  };
}
