/**
 * The drawn flow as data. Canvas words (`Node`, `Edge` of React Flow) stay in the editor; these are the model.
 * Shapes are checked with zod at every edge of the process: see `flow.schema.ts` in `@voronka/contracts`.
 */
import type { SlotDeclaration } from '../slots/slot-declaration.ts';
import type { NodeGroup, StickyNote } from './annotations.ts';
import type { NodeConfigs } from './node-configs.ts';

/** A text that exists in both languages of the product. */
export interface LocalizedText {
  ru: string;
  en: string;
}

/** Languages in which the assistant speaks. */
export type Locale = keyof LocalizedText;

/** The details that every flow knows; further ones are declared by the flow, see `SlotDeclaration`. */
export type SlotName = 'name' | 'phone' | 'email';

/** One value that a condition may compare with. */
export type ConditionValue = string | number | boolean | readonly string[];

/**
 * Operators of a condition. Equality and order are json-rules-engine's own; the text operators are ours and work on
 * words, phrases and patterns without backtracking (RE2 class), on input cut at 8 kB.
 */
export type OperatorName =
  | 'equal'
  | 'notEqual'
  | 'lessThan'
  | 'lessThanInclusive'
  | 'greaterThan'
  | 'greaterThanInclusive'
  | 'in'
  | 'notIn'
  | 'contains'
  | 'doesNotContain'
  | 'hasAnyWord'
  | 'hasPhrase'
  | 'matchesPattern';

/** A leaf of a condition tree: `fact operator value`. */
export interface ConditionLeaf {
  fact: string;
  operator: OperatorName;
  value: ConditionValue;
  /** What a person calls this condition; shown in the timeline. */
  label?: LocalizedText | undefined;
}

/** A condition tree as json-rules-engine takes it, without JSONPath and without named conditions. */
export type ConditionTree =
  { all: ConditionTree[] } | { any: ConditionTree[] } | { not: ConditionTree } | ConditionLeaf;

/** The kinds of node that a flow can be drawn with. */
export type NodeKind = keyof NodeConfigs;

/** One node of the drawn flow. */
export type FlowNode = {
  [K in NodeKind]: {
    id: string;
    kind: K;
    label: LocalizedText;
    position: { x: number; y: number };
    config: NodeConfigs[K];
  };
}[NodeKind];

/** A node of one kind. */
export type FlowNodeOf<K extends NodeKind> = Extract<FlowNode, { kind: K }>;

/** A connection from one port of a node to another node. */
export interface FlowEdge {
  id: string;
  source: string;
  /** Port of the source: `next`, `otherwise`, `collected`, `gaveUp`, or a rule output's port. */
  port: string;
  target: string;
}

/** A value about the client or the enquiry that comes from outside the conversation: a webhook's answer, a channel's own data. */
export interface FieldDeclaration {
  /** Stable name; the fact is `fields.{key}`. */
  key: string;
  title: LocalizedText;
  type: 'string' | 'number' | 'boolean';
  /** Value until one is known. */
  default: string | number | boolean;
}

/** The whole drawn flow. */
export interface FlowGraph {
  nodes: FlowNode[];
  edges: FlowEdge[];
  /** Details that questions of this flow collect besides name, phone and e-mail. */
  slots?: SlotDeclaration[] | undefined;
  /** Values from outside that rules may look at. */
  fields?: FieldDeclaration[] | undefined;
  /** Notes on the canvas; no bundle holds them. */
  notes?: StickyNote[] | undefined;
  /** Frames around nodes; no bundle holds them. */
  groups?: NodeGroup[] | undefined;
}
