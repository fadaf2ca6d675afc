import type { ErrorCode } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { OutboundError } from '@voronka/platform';

/** Whether a call may be repeated without harm. */
export type CallKind = 'read' | 'write';

/** What the vendor said. Its text is looked at here and never passed on: it can repeat what a client wrote. */
export interface VendorError {
  status: number;
  /** `error`; empty in many answers of the old methods. */
  code: string;
  /** `error_description`. */
  text: string;
}

/** How long the portal is left alone after it said that it is asked too often. */
export const pauses = {
  /** `QUERY_LIMIT_EXCEEDED`: the bucket runs out at two a second. Shorter than the longest wait, so that the next call waits. */
  queryLimitMs: 1500,
  /** `OPERATION_TIME_LIMIT`: minutes of work have to expire; ten seconds is the vendor's own client's step. */
  operatingLimitMs: 10_000,
  /** `OVERLOAD_LIMIT`: blocked by hand. */
  overloadMs: 600_000,
} as const;

const unauthorizedCodes: ReadonlySet<string> = new Set([
  'expired_token',
  'invalid_token',
  'NO_AUTH_FOUND',
  'ACCESS_DENIED',
  'INVALID_CREDENTIALS',
  'insufficient_scope',
  'user_access_error',
]);

/** A vendor's code as it may be logged: a plain word, else "other". */
function safeCode(code: string): string {
  if (code === '') return 'empty';
  return /^[\w.-]{1,60}$/.test(code) ? code : 'other';
}

function failure(code: ErrorCode, method: string, details: Record<string, string | number>): VoronkaError {
  return new VoronkaError(code, `Bitrix24 ${method}: ${code}`, { method, ...details });
}

/** The failure of a request that got no whole answer. */
export function failureOfRequest(error: OutboundError, method: string, kind: CallKind): VoronkaError {
  const details = { reason: error.kind, ...(error.causeCode === null ? {} : { causeCode: error.causeCode }) };
  if (error.kind === 'forbiddenAddress') return failure('Crm.AddressForbidden', method, details);
  if (!error.sent) return failure('Crm.Unreachable', method, details);
  if (kind === 'write') return failure('Crm.Ambiguous', method, details);
  if (error.kind === 'tooLarge') return failure('Crm.UnreadableAnswer', method, details);
  return failure(error.kind === 'unreachable' ? 'Crm.Unreachable' : 'Crm.TimedOut', method, details);
}

/** The failure of an answer that is not the vendor's JSON: a proxy's page, a cut body, a redirect. */
export function failureOfUnreadable(status: number, method: string, kind: CallKind): VoronkaError {
  if (status >= 300 && status < 400) return failure('Crm.NotConfigured', method, { status, reason: 'redirected' });
  if (status === 401 || status === 403) return failure('Crm.Unauthorized', method, { status });
  if (status === 402) return failure('Crm.Unpaid', method, { status });
  if (status === 429) return failure('Crm.RateLimited', method, { status, retryAfterMs: pauses.operatingLimitMs });
  return failure(kind === 'write' ? 'Crm.Ambiguous' : 'Crm.UnreadableAnswer', method, { status, reason: 'unreadable' });
}

/** What a refusal is about, as far as the vendor's words tell. */
function refusalReason({ status, code, text }: VendorError): 'notFound' | 'exists' | 'unknownMethod' | 'invalid' {
  if (code === 'ERROR_METHOD_NOT_FOUND') return 'unknownMethod';
  if (code === 'NOT_FOUND' || status === 404 || /\bnot found\b|не найден/i.test(text)) return 'notFound';
  return /already exists|уже существует/i.test(text) ? 'exists' : 'invalid';
}

/** The failure that the vendor named in its JSON. */
export function failureOfVendor(error: VendorError, method: string, kind: CallKind): VoronkaError {
  const { status, code, text } = error;
  const details = { status, vendorCode: safeCode(code) };
  const limited = (retryAfterMs: number) => failure('Crm.RateLimited', method, { ...details, retryAfterMs });
  if (code === 'QUERY_LIMIT_EXCEEDED') return limited(pauses.queryLimitMs);
  if (code === 'OPERATION_TIME_LIMIT' || status === 429) return limited(pauses.operatingLimitMs);
  if (code === 'OVERLOAD_LIMIT') return limited(pauses.overloadMs);
  if (status === 402 || code === 'PAYMENT_REQUIRED') return failure('Crm.Unpaid', method, details);
  if (status === 401 || status === 403 || unauthorizedCodes.has(code) || /^access denied/i.test(text)) {
    return failure('Crm.Unauthorized', method, details);
  }
  if (code === 'PORTAL_DELETED') return failure('Crm.NotConfigured', method, { ...details, reason: 'portalDeleted' });
  if (status >= 500) return failure(kind === 'write' ? 'Crm.Ambiguous' : 'Crm.ServerError', method, details);
  return failure('Crm.Rejected', method, { ...details, reason: refusalReason(error) });
}

/** Whether a failure carries one of the vendor's codes. */
export function hasVendorCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof VoronkaError && codes.includes(String(error.details.vendorCode));
}

/** Whether a failure says that the entity is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof VoronkaError && error.code === 'Crm.Rejected' && error.details.reason === 'notFound';
}
