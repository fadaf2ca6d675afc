import { VoronkaError } from '@voronka/contracts';
import type { ErrorCode } from '@voronka/contracts';
import type { LocalizedText } from '@voronka/domain';

/** What is wrong with one field. */
export interface FieldProblem {
  /** Dotted path in the request, for example `graph.nodes.2.config.attempts`; empty for the whole. */
  path: string;
  message: LocalizedText;
}

/** An expected failure that points at fields of the request. */
export class FieldsError extends VoronkaError {
  constructor(
    code: ErrorCode,
    readonly fields: readonly FieldProblem[],
  ) {
    super(code, 'the request does not fit', { fields: fields.length });
  }
}
