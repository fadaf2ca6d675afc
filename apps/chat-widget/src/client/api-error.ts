import type { ApiErrorBody, Localized } from '../protocol.ts';

/** A request that did not succeed. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  /**
   * @param status HTTP status; 0: no readable answer (no network, timeout, not JSON)
   * @param body the server's explanation, where it gave one
   * @param retryAfterMs what the server asked to wait, in ms; null: nothing asked
   */
  constructor(
    readonly status: number,
    readonly body: ApiErrorBody | null,
    readonly retryAfterMs: number | null = null,
  ) {
    super(body?.code ?? `HTTP ${status}`);
  }

  /** The product's error code, or null where a proxy or the network answered. */
  get code(): string | null {
    return this.body?.code ?? null;
  }

  /** The explanation for people, or null. */
  get explanation(): Localized | null {
    return this.body?.message ?? null;
  }

  /** Whether the same request may succeed later. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 425 || this.status === 429 || this.status >= 500;
  }
}

/** What an unknown thrown value is as an {@link ApiError}; anything foreign counts as "no answer". */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError(0, null);
}
