import type { LocalizedText } from '../flow-graph.ts';
import { declarationKinds } from './kinds/declaration.kinds.ts';
import type { FindingKind, FindingSeverity } from './kinds/finding-kind.ts';
import { graphKinds } from './kinds/graph.kinds.ts';
import { nodeKinds } from './kinds/node.kinds.ts';
import { surroundingsKinds } from './kinds/surroundings.kinds.ts';
import type { Suggestion } from './suggestion.ts';

export type { FindingSeverity } from './kinds/finding-kind.ts';

/** Everything the check knows to find. */
const findingKinds = { ...graphKinds, ...nodeKinds, ...declarationKinds, ...surroundingsKinds };

/** Code of a finding. */
export type FindingCode = keyof typeof findingKinds;

/** Every code, in the order of their subjects. */
export const findingCodes = Object.keys(findingKinds) as FindingCode[];

/** One finding of the check before publishing. */
export interface FlowFinding {
  code: FindingCode;
  severity: FindingSeverity;
  /** null when it is about the flow as a whole. */
  nodeId: string | null;
  message: LocalizedText;
  hint: LocalizedText;
  /** What would settle it; null where only the author can know. */
  suggestion: Suggestion | null;
}

/** Makes a finding. `subject` is what the message names: a way out by its title, a fact, a stage … */
export function finding(
  code: FindingCode,
  nodeId: string | null,
  subject: string | LocalizedText = '',
  { severity, suggestion = null }: { severity?: FindingSeverity; suggestion?: Suggestion | null } = {},
): FlowFinding {
  const kind: FindingKind = findingKinds[code];
  return {
    code,
    severity: severity ?? kind.severity,
    nodeId,
    message: kind.message(subject),
    hint: kind.hint,
    suggestion,
  };
}
