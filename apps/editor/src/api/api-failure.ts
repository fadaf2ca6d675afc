import type { ApiError } from '@voronka/contracts';

/** Where a failure came from: the API's own answer, or the way to it. */
export type FailureKind = 'answered' | 'unreachable' | 'timedOut' | 'unreadable';

/** A request that did not succeed. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  /**
   * @param kind `answered` carries the API's error; the others have none
   * @param status HTTP status, 0 where there was no answer
   * @param answer the API's error answer
   */
  constructor(
    readonly kind: FailureKind,
    readonly status: number,
    readonly answer: ApiError | null,
    options?: ErrorOptions,
  ) {
    super(answer ? `${answer.code} (${status})` : `${kind} (${status})`, options);
  }

  /** The code of the API's answer, or null. */
  get code(): string | null {
    return this.answer?.code ?? null;
  }
}

/** Whether an unknown thing has the shape of the API's error answer. */
export function isApiError(value: unknown): value is ApiError {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message, correlationId } = value as Partial<Record<keyof ApiError, unknown>>;
  if (typeof code !== 'string' || typeof correlationId !== 'string') return false;
  if (typeof message !== 'object' || message === null) return false;
  const { ru, en } = message as Record<string, unknown>;
  return typeof ru === 'string' && typeof en === 'string';
}

/** Whether the login is gone, so that a person has to log in again. A wrong password at login is not that. */
export function isLoginGone(error: unknown): boolean {
  return error instanceof ApiFailure && (error.code === 'Auth.Required' || error.code === 'Auth.Expired');
}

/** Whether the first password must be replaced before anything else works. */
export function isPasswordChangeRequired(error: unknown): boolean {
  return error instanceof ApiFailure && error.code === 'Auth.PasswordChangeRequired';
}

/** Whether asking again at once can help: the way failed or the server stumbled, and the request itself is fine. */
export function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof ApiFailure)) return false;
  return error.kind !== 'answered' || error.status >= 500;
}
