import type { FlowGraph } from '../../flow-graph.ts';
import type { FindingCode } from '../finding.ts';
import type { ValidationSurroundings } from '../surroundings.ts';

/** A flow that has a finding, and one like it that has none. */
export interface FindingCase {
  flow: FlowGraph;
  /** Where it is found; null for the flow as a whole. */
  at: string | null;
  /** Codes that cannot but be found along with it. */
  along?: FindingCode[];
  /** Surroundings of both flows besides the usual ones. */
  within?: Partial<ValidationSurroundings>;
  /** The flow that has no finding at all. */
  near: FlowGraph;
  /** Surroundings in which the second flow has none, where they make the difference. */
  nearWithin?: Partial<ValidationSurroundings>;
  /** Whether a suggestion says how to change the flow. @default false */
  settled?: boolean;
}
