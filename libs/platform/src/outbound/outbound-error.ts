/** Why an outbound request has no answer. */
export type OutboundErrorKind = 'forbiddenAddress' | 'unreachable' | 'timedOut' | 'tooLarge' | 'aborted';

/**
 * An outbound request failed before a whole answer was read. Holds no body, no header and no path: a webhook's secret can
 * be in any of them.
 */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';

  /**
   * @param kind what happened
   * @param sent whether the request may have reached the server; false only when it certainly did not
   * @param target masked address
   * @param causeCode code of the system, for example `ECONNREFUSED`
   */
  constructor(
    readonly kind: OutboundErrorKind,
    readonly sent: boolean,
    readonly target: string,
    readonly causeCode: string | null = null,
  ) {
    super(`Request to ${target} failed: ${kind}${causeCode === null ? '' : ` (${causeCode})`}`);
  }
}
