import { VoronkaError } from '@voronka/contracts';
import type { ErrorCode, FlowDraft } from '@voronka/contracts';
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

/** Somebody else has saved the draft meanwhile: the answer holds what they saved. */
export class DraftConflictError extends VoronkaError {
  constructor(readonly draft: FlowDraft) {
    super('Flow.DraftChanged', 'the draft was saved meanwhile', { revision: draft.revision });
  }
}
