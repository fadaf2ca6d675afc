import type { CrmCallContext, LimiterStore } from '@voronka/contracts';
import type { VoronkaError } from '@voronka/contracts';
import type { Logger, OutboundClient, OutboundResponse } from '@voronka/platform';
import { OutboundError } from '@voronka/platform';
import { loggedCall, waitForPlaces } from '../shared/limited-call.ts';
import type { Bitrix24Auth } from './auth.ts';
import type { QueryValue } from './batch-query.ts';
import { toQuery } from './batch-query.ts';
import type { CallKind, VendorError } from './failures.ts';
import { failureOfRequest, failureOfUnreadable, failureOfVendor } from './failures.ts';

/** JSON parameters of a method. */
export type Params = Readonly<Record<string, unknown>>;

/** A success. `next` is the offset of the next page, null on the last one. */
export interface Answer {
  result: unknown;
  next: number | null;
}

/** What the client works with. */
export interface RestClientOptions {
  auth: Bitrix24Auth;
  client: OutboundClient;
  limiter: LimiterStore;
  /** One HTTP request, in ms. */
  timeoutMs: number;
  /** Gets a line for every call, with the correlation id of what led to it. @default none is written */
  logger?: Logger | undefined;
}

/**
 * The vendor's limit on a cloud portal: a leaky bucket of requests per portal and source address.
 * @source Bitrix24 documentation, limits; higher on the Enterprise plan
 */
export const bitrix24Limit = { capacity: 50, drainPerSecond: 2 } as const;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function vendorErrorOf(status: number, value: unknown): VendorError | null {
  if (!isObject(value) || value.error === undefined) return null;
  return {
    status,
    code: typeof value.error === 'string' ? value.error : 'other',
    text: typeof value.error_description === 'string' ? value.error_description : '',
  };
}

/**
 * Calls methods of one portal. Every call goes through the shared limiter, is sent exactly once, and ends in a result or
 * in a `VoronkaError` with a `Crm.*` code; nothing is retried here.
 */
export class Bitrix24RestClient {
  readonly #limiterKey: string;

  constructor(private readonly options: RestClientOptions) {
    // The limit is per source address; all processes of an installation leave by the same one.
    this.#limiterKey = `bitrix24:${options.auth.host}:local`;
  }

  /** Host and port of the portal. */
  get host(): string {
    return this.options.auth.host;
  }

  read(method: string, params: Params, context: CrmCallContext): Promise<Answer> {
    return this.#call(method, params, context, 'read');
  }

  /** @throws VoronkaError `Crm.Ambiguous` when the vendor may have executed it */
  async write(method: string, params: Params, context: CrmCallContext): Promise<unknown> {
    return (await this.#call(method, params, context, 'write')).result;
  }

  /**
   * Several reads as one request, which counts once for the limit.
   *
   * @returns results by the keys of `commands`; the first refused command throws
   */
  async readBatch(
    commands: Readonly<Record<string, { method: string; params: Readonly<Record<string, QueryValue>> }>>,
    context: CrmCallContext,
  ): Promise<Record<string, unknown>> {
    const cmd = Object.fromEntries(
      Object.entries(commands).map(([key, { method, params }]) => [key, `${method}?${toQuery(params)}`]),
    );
    const { result } = await this.#call('batch', { halt: 0, cmd }, context, 'read');
    // PHP writes an empty map as [], so both maps may be arrays.
    const results = isObject(result) && isObject(result.result) ? result.result : {};
    const errors = isObject(result) && isObject(result.result_error) ? result.result_error : {};
    for (const [key, { method }] of Object.entries(commands)) {
      const error = vendorErrorOf(400, errors[key]);
      if (error) throw await this.#afterLimit(failureOfVendor(error, method, 'read'));
      if (!(key in results)) throw failureOfUnreadable(200, method, 'read');
    }
    return results;
  }

  /** All pages of a list, at most 100 of them. */
  async readAll(method: string, params: Params, context: CrmCallContext): Promise<unknown[]> {
    const rows: unknown[] = [];
    let start: number | null = 0;
    for (let page = 0; start !== null && page < 100; page += 1) {
      const answer: Answer = await this.read(method, { ...params, start }, context);
      if (Array.isArray(answer.result)) rows.push(...(answer.result as unknown[]));
      start = answer.next;
    }
    return rows;
  }

  #call(method: string, params: Params, context: CrmCallContext, kind: CallKind): Promise<Answer> {
    return loggedCall(this.options.logger, { vendor: 'bitrix24', vendorMethod: method }, context, () =>
      this.#send(method, params, context, kind),
    );
  }

  async #send(method: string, params: Params, context: CrmCallContext, kind: CallKind): Promise<Answer> {
    const { url, body } = await this.options.auth.authorize(method);
    await waitForPlaces(this.options.limiter, [[this.#limiterKey, bitrix24Limit]], context, 'the portal');
    let response: OutboundResponse;
    try {
      response = await this.options.client.request({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ ...params, ...body }),
        timeoutMs: this.options.timeoutMs,
      });
    } catch (error) {
      throw error instanceof OutboundError ? failureOfRequest(error, method, kind) : error;
    }
    return this.#read(response, method, kind);
  }

  async #read(response: OutboundResponse, method: string, kind: CallKind): Promise<Answer> {
    const { status } = response;
    let value: unknown;
    try {
      value = JSON.parse(response.text());
    } catch {
      throw await this.#afterLimit(failureOfUnreadable(status, method, kind));
    }
    const error = vendorErrorOf(status, value);
    if (error) throw await this.#afterLimit(failureOfVendor(error, method, kind));
    if (status < 200 || status >= 300 || !isObject(value) || value.result === undefined) {
      throw failureOfUnreadable(status, method, kind);
    }
    return { result: value.result, next: typeof value.next === 'number' ? value.next : null };
  }

  /** Leaves the portal alone for all processes after it said "too many". */
  async #afterLimit(error: VoronkaError): Promise<VoronkaError> {
    if (error.code === 'Crm.RateLimited') {
      await this.options.limiter.block(this.#limiterKey, Number(error.details.retryAfterMs));
    }
    return error;
  }
}
