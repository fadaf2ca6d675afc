/**
 * The drawn flow as data. Canvas words (`Node`, `Edge` of React Flow) stay in the editor; these are the model.
 * Shapes are checked with zod at every edge of the process: see `flow.schema.ts` in `@voronka/contracts`.
 */

/** A text that exists in both languages of the product. */
export interface LocalizedText {
  ru: string;
  en: string;
}

/** Languages in which the assistant speaks. */
export type Locale = keyof LocalizedText;

/** Personal details that an ask node can collect. */
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

/** Config of a node kind. Every text that a client may read has both languages. */
export interface NodeConfigs {
  /** Starts the token on a client message. `when: null` takes any message. */
  clientMessageTrigger: { when: ConditionTree | null; oncePerEpisode: boolean; priority: number };
  /** Chooses one output by rules; `otherwise` is always there as the last port. */
  rule: { outputs: { port: string; title: LocalizedText; priority: number; conditions: ConditionTree }[] };
  /**
   * Collects slots. Asks for what is missing only, at most `attempts` times in all, then leaves by `gaveUp`.
   * `again` holds the wording of the re-asks by the slots still missing; the last entry repeats.
   */
  ask: {
    slots: SlotName[];
    attempts: number;
    question: LocalizedText;
    again: { missing: SlotName[]; text: LocalizedText }[];
  };
  reply: { text: LocalizedText };
  qualify: { score: number; reasons: LocalizedText[] };
  findOrCreateContact: Record<string, never>;
  createLead: { title: LocalizedText; stageKey: string };
  moveStage: { stageKey: string };
  addTags: { tags: string[] };
  addNote: { text: LocalizedText };
  attachHistory: Record<string, never>;
  assignResponsible: Record<string, never>;
  handOff: { reason: LocalizedText; text: LocalizedText | null };
  end: Record<string, never>;
}

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

/** The whole drawn flow. */
export interface FlowGraph {
  nodes: FlowNode[];
  edges: FlowEdge[];
}
