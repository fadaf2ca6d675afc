import type { JsonObject } from '../http/json.ts';

/** One complaint about one item of a request. */
export interface ItemError {
  /** `NotSupportedChoice`, `FieldMissing`, `InvalidType`, `InvalidValue`… */
  readonly code: string;
  /** `custom_fields_values.0.field_id` */
  readonly path: string;
  readonly detail: string;
}

/**
 * An error the account reports as `application/problem+json`. Its body always has `status`, by which clients tell it
 * from a success.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly body: JsonObject;

  constructor(status: number, title: string, detail: string, more: JsonObject = {}) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.body = { ...more, title, type: `https://httpstatus.es/${status}`, status, detail };
  }
}

export const unauthorized = (detail: string): ApiError => new ApiError(401, 'Unauthorized', detail);
export const forbidden = (detail: string): ApiError => new ApiError(403, 'Forbidden', detail);
export const notFound = (): ApiError => new ApiError(404, 'Not Found', 'Page not found.');
export const badRequest = (detail: string): ApiError => new ApiError(400, 'Bad Request', detail);

/** A card that is in the bin: a 400 with its own number instead of a 404. */
export const gone = (): ApiError =>
  new ApiError(400, 'Bad Request', 'Element not found', { errors: [{ code: 226, detail: 'Element not found' }] });

/** @param items complaints by the item's `request_id`, or its number in the request */
export function validationFailed(items: readonly { requestId: string; errors: readonly ItemError[] }[]): ApiError {
  return new ApiError(400, 'Bad Request', 'Request validation failed', {
    'validation-errors': items.map(({ requestId, errors }) => ({
      request_id: requestId,
      errors: errors.map(({ code, path, detail }) => ({ code, path, detail })),
    })),
  });
}
