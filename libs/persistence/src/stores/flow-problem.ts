import { VoronkaError } from '@voronka/contracts';
import type { FlowFinding } from '@voronka/domain';

/** A flow cannot be made into a bundle: its sub-flows do not fit into it. */
export class FlowProblemError extends VoronkaError {
  /**
   * @param flowId the flow that does not run, which may be another one than was published
   * @param findings what stands in the way
   */
  constructor(
    readonly flowId: string,
    readonly findings: readonly FlowFinding[],
  ) {
    super('Flow.Invalid', findings[0]?.message.en ?? 'the flow cannot be drawn', { flowId });
  }
}
