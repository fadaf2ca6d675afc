import type { CrmCallContext, LimiterStore } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { Logger, OutboundClient, OutboundResponse } from '@voronka/platform';
import { OutboundError } from '@voronka/platform';
import { loggedCall, waitForPlaces } from '../shared/limited-call.ts';
import type { Bitrix24Access, Bitrix24Auth, Bitrix24Refusal } from './auth.ts';
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
  /** When the portal was done, by its clock, Unix time in ms, cut off to seconds; NaN: it did not tell. */
  vendorMs: number;
}

/** Commands of a batch by names of one's own. */
export type Commands = Readonly<Record<string, { method: string; params: Readonly<Record<string, QueryValue>> }>>;

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

/**
 * Seconds that a method may have worked within ten minutes before it is left to interactive calls: at 480 the portal refuses
 * it to everybody until minutes of it expire.
 *
 * @source Bitrix24 documentation, limits: `time.operating`, `time.operating_reset_at`
 */
export const cautiousSeconds = 360;

/** The longest that bulk work is kept away from a method, in ms: by then all of its minutes have expired. */
const longestRestMs = 600_000;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(response: OutboundResponse): unknown {
  try {
    return JSON.parse(response.text());
  } catch {
    return undefined;
  }
}

function vendorErrorOf(status: number, value: unknown): VendorError | null {
  if (!isObject(value) || value.error === undefined) return null;
  return {
    status,
    code: typeof value.error === 'string' ? value.error : 'other',
    text: typeof value.error_description === 'string' ? value.error_description : '',
  };
}

/** An answer with the access that it was asked for with. */
interface Asked {
  access: Bitrix24Access;
  status: number;
  /** undefined for what is no JSON. */
  value: unknown;
}

/** How much a method has worked, as an answer tells it. */
interface Worked {
  seconds: number;
  /** How long until the oldest minute of it expires, by the portal's clock. */
  restMs: number;
}

/** @returns null for an answer that does not tell */
function workedOf(time: unknown): Worked | null {
  if (!isObject(time)) return null;
  const { operating, operating_reset_at: resetAt, finish } = time;
  if (typeof operating !== 'number' || typeof resetAt !== 'number' || typeof finish !== 'number') return null;
  return { seconds: operating, restMs: Math.min(Math.max((resetAt - finish) * 1000, 0), longestRestMs) };
}

/** Refusals of an access whose time is over; the call was not carried out. */
const endedCodes: ReadonlySet<string> = new Set(['expired_token', 'invalid_token']);

function refusalOf({ status, value }: Asked): Bitrix24Refusal | null {
  if (status !== 401) return null;
  return endedCodes.has(vendorErrorOf(status, value)?.code ?? '') ? 'ended' : 'unknown';
}

/**
 * The limit is per portal and source address, whichever way the portal is joined; all processes of an installation leave by the
 * same one.
 */
function limiterKey({ endpoint }: Bitrix24Access): string {
  return `bitrix24:${new URL(endpoint).host}:local`;
}

/** Bulk work has a place of its own for each method, where it waits for the method's minutes to expire. */
function bulkKey(access: Bitrix24Access, method: string): string {
  return `${limiterKey(access)}:${method}`;
}

/**
 * Calls methods of one portal. Every call goes through the shared limiter and ends in a result or in a `VoronkaError` with a
 * `Crm.*` code; nothing is sent twice but a call that was refused for an access that has ended, which never happened.
 */
export class Bitrix24RestClient {
  constructor(private readonly options: RestClientOptions) {}

  /** Host and port of the portal, as it is called now. */
  async host(): Promise<string> {
    return new URL((await this.options.auth.access()).endpoint).host;
  }

  /** Key of the portal at the vendor, or its host where the vendor did not tell one. */
  async account(): Promise<string> {
    return (await this.options.auth.access()).account;
  }

  /** The same portal, called with another access token and with no other when that is refused. */
  withToken(auth: string): Bitrix24RestClient {
    const access = async () => ({ ...(await this.options.auth.access()), body: { auth } });
    return new Bitrix24RestClient({ ...this.options, auth: { access, another: () => Promise.resolve(null) } });
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
  async readBatch(commands: Commands, context: CrmCallContext): Promise<Record<string, unknown>> {
    const { outcomes } = await this.tryBatch(commands, context);
    return Object.fromEntries(
      Object.entries(outcomes).map(([key, outcome]) => {
        if (outcome instanceof VoronkaError) throw outcome;
        return [key, outcome.result];
      }),
    );
  }

  /**
   * The same, each command for itself.
   *
   * @returns by the keys of `commands`, a result or why there is none; and the portal's time, see {@link Answer.vendorMs}
   */
  async tryBatch<Key extends string>(
    commands: Commands & Record<Key, unknown>,
    context: CrmCallContext,
  ): Promise<{ outcomes: Record<Key, { result: unknown } | VoronkaError>; vendorMs: number }> {
    const cmd = Object.fromEntries(
      Object.entries(commands).map(([key, { method, params }]) => [key, `${method}?${toQuery(params)}`]),
    );
    const methods = Object.values(commands).map(({ method }) => method);
    const { result, vendorMs } = await this.#call('batch', { halt: 0, cmd }, context, 'read', methods);
    // PHP writes an empty map as [], so both maps may be arrays.
    const results = isObject(result) && isObject(result.result) ? result.result : {};
    const errors = isObject(result) && isObject(result.result_error) ? result.result_error : {};
    const times = isObject(result) && isObject(result.result_time) ? result.result_time : {};
    const outcomes: Record<string, { result: unknown } | VoronkaError> = {};
    for (const [key, { method }] of Object.entries(commands)) {
      await this.#spare(method, workedOf(times[key]), await this.options.auth.access());
      const error = vendorErrorOf(400, errors[key]);
      if (error) {
        const failure = failureOfVendor(error, method, 'read');
        outcomes[key] = await this.#afterLimit(failure, await this.options.auth.access());
      } else outcomes[key] = key in results ? { result: results[key] } : failureOfUnreadable(200, method, 'read');
    }
    return { outcomes, vendorMs };
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

  /** @param methods that do the work. @default the method itself */
  #call(
    method: string,
    params: Params,
    context: CrmCallContext,
    kind: CallKind,
    methods: readonly string[] = [method],
  ): Promise<Answer> {
    return loggedCall(this.options.logger, { vendor: 'bitrix24', vendorMethod: method }, context, async () => {
      await this.#waitForMethods(new Set(methods), context);
      return this.#send(method, params, context, kind);
    });
  }

  /** @throws VoronkaError `Crm.RateLimited` for bulk work with a method that has worked for long */
  async #waitForMethods(methods: ReadonlySet<string>, context: CrmCallContext): Promise<void> {
    if (context.lane !== 'bulk') return;
    const access = await this.options.auth.access();
    const places = [...methods].map((method) => [bulkKey(access, method), bitrix24Limit] as const);
    await waitForPlaces(this.options.limiter, places, context, 'a method of the portal');
  }

  async #send(method: string, params: Params, context: CrmCallContext, kind: CallKind): Promise<Answer> {
    const { auth } = this.options;
    const first = await this.#ask(await auth.access(), method, params, context, kind);
    const refusal = refusalOf(first);
    if (refusal === null) return this.#read(first, method, kind);
    const another = await auth.another(first.access, refusal);
    if (another === null) return this.#read(first, method, kind);
    return this.#read(await this.#ask(another, method, params, context, kind), method, kind);
  }

  async #ask(
    access: Bitrix24Access,
    method: string,
    params: Params,
    context: CrmCallContext,
    kind: CallKind,
  ): Promise<Asked> {
    await waitForPlaces(this.options.limiter, [[limiterKey(access), bitrix24Limit]], context, 'the portal');
    let response: OutboundResponse;
    try {
      response = await this.options.client.request({
        method: 'POST',
        url: `${access.endpoint}${method}`,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ ...params, ...access.body }),
        timeoutMs: this.options.timeoutMs,
      });
    } catch (error) {
      throw error instanceof OutboundError ? failureOfRequest(error, method, kind) : error;
    }
    return { access, status: response.status, value: parsed(response) };
  }

  async #read({ access, status, value }: Asked, method: string, kind: CallKind): Promise<Answer> {
    if (value === undefined) throw await this.#afterLimit(failureOfUnreadable(status, method, kind), access);
    const error = vendorErrorOf(status, value);
    if (error) throw await this.#afterLimit(failureOfVendor(error, method, kind), access);
    if (status < 200 || status >= 300 || !isObject(value) || value.result === undefined) {
      throw failureOfUnreadable(status, method, kind);
    }
    const { result, next, time } = value;
    await this.#spare(method, workedOf(time), access);
    const finished = isObject(time) && typeof time.date_finish === 'string' ? time.date_finish : '';
    return { result, next: typeof next === 'number' ? next : null, vendorMs: Date.parse(finished) };
  }

  /** Keeps the bulk work of all processes away from a method that is about to be refused. */
  async #spare(method: string, worked: Worked | null, access: Bitrix24Access): Promise<void> {
    if (worked === null || worked.seconds < cautiousSeconds || worked.restMs === 0) return;
    await this.options.limiter.block(bulkKey(access, method), Math.ceil(worked.restMs));
  }

  /** Leaves the portal alone for all processes after it said "too many". */
  async #afterLimit(error: VoronkaError, access: Bitrix24Access): Promise<VoronkaError> {
    if (error.code === 'Crm.RateLimited') {
      await this.options.limiter.block(limiterKey(access), Number(error.details.retryAfterMs));
    }
    return error;
  }
}
