import type { ErrorCode } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { OutboundError } from '@voronka/platform';
import type { Row } from '../shared/rows.ts';
import { rowOf, rowsOf, textOf } from '../shared/rows.ts';

/** Whether a call may be repeated without harm. */
export type CallKind = 'read' | 'write';

/** How long an account is left alone after it said that it is asked too often. */
export const pauses = {
  /** 429: seven requests a second are allowed, so a little more than one second frees the window. */
  tooManyMs: 1500,
  /** 403 with a page: the whole account is blocked until the vendor's support lifts it. */
  blockedMs: 600_000,
} as const;

/** Number of the vendor for a card that is in the bin. */
const goneNumber = '226';

/** A temporary trouble that the vendor reports as a wrong request, in words only. */
const asksToRepeat = /try again|later|повтор|попробуйте|позже/i;

type Details = Record<string, string | number>;

function failure(code: ErrorCode, call: string, details: Details): VoronkaError {
  return new VoronkaError(code, `amoCRM ${call}: ${code}`, { method: call, ...details });
}

/** The failure of a request that got no whole answer. @param call method and path without ids */
export function failureOfRequest(error: OutboundError, call: string, kind: CallKind): VoronkaError {
  const details = { reason: error.kind, ...(error.causeCode === null ? {} : { causeCode: error.causeCode }) };
  if (error.kind === 'forbiddenAddress') return failure('Crm.AddressForbidden', call, details);
  if (!error.sent) return failure('Crm.Unreachable', call, details);
  if (kind === 'write') return failure('Crm.Ambiguous', call, details);
  if (error.kind === 'tooLarge') return failure('Crm.UnreadableAnswer', call, details);
  return failure(error.kind === 'unreachable' ? 'Crm.Unreachable' : 'Crm.TimedOut', call, details);
}

/** A vendor's word as it may be logged: a plain one, else "other". */
function safeWord(word: string | null): string {
  return word !== null && /^[\w.-]{1,80}$/.test(word) ? word : 'other';
}

/** A complaint about one part of a request. The vendor's text is left behind: it can repeat what a client wrote. */
interface Complaint {
  code: string;
  /** `custom_fields_values.0.field_code` */
  path: string;
}

function complaintsOf(body: Row): Complaint[] {
  return rowsOf(body['validation-errors'])
    .flatMap((item) => rowsOf(item.errors))
    .map((row) => ({ code: safeWord(textOf(row.code)), path: safeWord(textOf(row.path)) }));
}

function refusal(body: Row, status: number, call: string, kind: CallKind): VoronkaError {
  const complaints = complaintsOf(body);
  const [first] = complaints;
  const isGone = rowsOf(body.errors).some((row) => textOf(row.code) === goneNumber);
  if (isGone || status === 404) return failure('Crm.Rejected', call, { status, reason: 'notFound' });
  if (first) {
    const choice = complaints.every(({ code }) => code === 'NotSupportedChoice');
    const exists = complaints.some(({ code }) => code === 'NotUnique');
    return failure('Crm.Rejected', call, {
      status,
      reason: exists ? 'exists' : choice ? 'notSupportedChoice' : 'invalid',
      vendorCode: first.code,
      // One bad part refuses the whole request, so all of them have to be known at once.
      paths: complaints.map(({ path }) => path).join(' '),
    });
  }
  const isTransient = status === 400 && asksToRepeat.test(textOf(body.detail) ?? '');
  if (isTransient) return failure(kind === 'write' ? 'Crm.Ambiguous' : 'Crm.ServerError', call, { status });
  return failure('Crm.Rejected', call, { status, reason: 'invalid' });
}

/**
 * The failure of an answer that is no success.
 *
 * @param body parsed; undefined for what is no JSON: pages of the vendor's proxies
 */
export function failureOfAnswer(status: number, body: unknown, call: string, kind: CallKind): VoronkaError {
  const row = rowOf(body);
  if (status >= 300 && status < 400) return failure('Crm.NotConfigured', call, { status, reason: 'redirected' });
  if (status === 401) return failure('Crm.Unauthorized', call, { status });
  if (status === 402) return failure('Crm.Unpaid', call, { status });
  // A missing right is told in JSON; the block of a whole account by a page of the proxy.
  if (status === 403 && row) return failure('Crm.Unauthorized', call, { status, reason: 'right' });
  if (status === 403) return failure('Crm.Blocked', call, { status, blockMs: pauses.blockedMs });
  if (status === 429) return failure('Crm.RateLimited', call, { status, retryAfterMs: pauses.tooManyMs });
  if (status >= 500 && row) return failure(kind === 'write' ? 'Crm.Ambiguous' : 'Crm.ServerError', call, { status });
  if (status >= 400 && status < 500 && row) return refusal(row, status, call, kind);
  if (status === 404) return failure('Crm.Rejected', call, { status, reason: 'notFound' });
  const code = kind === 'write' ? 'Crm.Ambiguous' : 'Crm.UnreadableAnswer';
  return failure(code, call, { status, reason: 'unreadable' });
}

/** Whether a failure says that the entity is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof VoronkaError && error.code === 'Crm.Rejected' && error.details.reason === 'notFound';
}

/** The parts of a request that name something the account no longer has; empty for every other failure. */
export function unknownChoices(error: unknown): string[] {
  if (!(error instanceof VoronkaError) || error.details.reason !== 'notSupportedChoice') return [];
  return String(error.details.paths).split(' ');
}

/** The failure of a write to something that is not there any more. */
export function gone(what: 'contact' | 'lead'): VoronkaError {
  return new VoronkaError('Crm.Rejected', `The ${what} is gone from the CRM`, { reason: 'notFound' });
}
