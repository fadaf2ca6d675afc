import type { ErrorCode } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { OutboundError, OutboundResponse } from '@voronka/platform';

/** Whether a command may be repeated without harm, and whether it makes something. */
export type CommandKind = 'read' | 'write' | 'create';

/** How long a receiver is left alone that says "too many" without saying for how long, in ms. */
const usualPauseMs = 1500;
/** The longest pause that a receiver may ask for. */
const longestPauseMs = 15 * 60_000;
/** Statuses that say "later", and that nothing was done. */
const later: ReadonlySet<number> = new Set([408, 425, 429]);

function failure(code: ErrorCode, type: string, details: Record<string, string | number>): VoronkaError {
  return new VoronkaError(code, `Webhook CRM ${type}: ${code}`, { type, ...details });
}

/** The failure of a request that got no whole answer. */
export function failureOfRequest(error: OutboundError, type: string, kind: CommandKind): VoronkaError {
  const details = { reason: error.kind, ...(error.causeCode === null ? {} : { causeCode: error.causeCode }) };
  if (error.kind === 'forbiddenAddress') return failure('Crm.AddressForbidden', type, details);
  if (!error.sent) return failure('Crm.Unreachable', type, details);
  if (kind !== 'read') return failure('Crm.Ambiguous', type, details);
  if (error.kind === 'tooLarge') return failure('Crm.UnreadableAnswer', type, details);
  return failure(error.kind === 'unreachable' ? 'Crm.Unreachable' : 'Crm.TimedOut', type, details);
}

/** The failure of an answer that is somebody else's page: a proxy's, or that of a wrong address. */
export function failureOfUnreadable(status: number, type: string, kind: CommandKind): VoronkaError {
  const code = kind === 'read' ? 'Crm.UnreadableAnswer' : 'Crm.Ambiguous';
  return failure(code, type, { status, reason: 'unreadable' });
}

/** The receiver does not know this command. */
export function notAnswered(type: string): VoronkaError {
  return failure('Crm.NotSupported', type, { status: 501 });
}

/** The thing that a command names is not there. */
export function notFound(type: string): VoronkaError {
  return failure('Crm.Rejected', type, { reason: 'notFound' });
}

/**
 * The failure of an answer that is no success.
 *
 * @param reason `error` of the answer, null where there is none; the answer's words are never passed on
 */
export function failureOfAnswer(
  { status, headers }: OutboundResponse,
  reason: string | null,
  type: string,
  kind: CommandKind,
): VoronkaError {
  if (status >= 300 && status < 400) return failure('Crm.NotConfigured', type, { status, reason: 'redirected' });
  if (later.has(status)) {
    const seconds = Number(headers['retry-after']);
    const asked = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : usualPauseMs;
    return failure('Crm.RateLimited', type, { status, retryAfterMs: Math.min(asked, longestPauseMs) });
  }
  if (status === 401 || status === 403) return failure('Crm.Unauthorized', type, { status });
  if (status === 501) return notAnswered(type);
  if (status >= 500) return failure(kind === 'read' ? 'Crm.ServerError' : 'Crm.Ambiguous', type, { status });
  if (reason === 'notFound') return notFound(type);
  return failure('Crm.Rejected', type, { status, reason: 'invalid' });
}

/** Whether a failure says that the thing is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof VoronkaError && error.code === 'Crm.Rejected' && error.details.reason === 'notFound';
}

/** Whether a failure says that the receiver does not know the command. */
export function isNotAnswered(error: unknown): boolean {
  return error instanceof VoronkaError && error.code === 'Crm.NotSupported';
}
