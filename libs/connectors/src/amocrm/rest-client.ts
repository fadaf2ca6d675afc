import type { CrmCallContext, LimiterStore } from '@voronka/contracts';
import type { VoronkaError } from '@voronka/contracts';
import type { Logger, OutboundClient, OutboundResponse } from '@voronka/platform';
import { OutboundError } from '@voronka/platform';
import { loggedCall, waitForPlaces } from '../shared/limited-call.ts';
import type { Row } from '../shared/rows.ts';
import { rowOf, rowsOf } from '../shared/rows.ts';
import type { AmocrmAuth } from './auth.ts';
import type { CallKind } from './failures.ts';
import { failureOfAnswer, failureOfRequest } from './failures.ts';
import { claimsOf } from './token-claims.ts';
import type { TokenClaims } from './token-claims.ts';

/** Parameters of a request for a list or a card, written as the vendor names them: `filter[id][]`. */
export type Query = readonly (readonly [name: string, value: string | number])[];

/** What the client works with. */
export interface RestClientOptions {
  auth: AmocrmAuth;
  client: OutboundClient;
  limiter: LimiterStore;
  /** One HTTP request, in ms. */
  timeoutMs: number;
  /** Gets a line for every call, with the correlation id of what led to it. @default none is written */
  logger?: Logger | undefined;
}

interface Request {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/v4/`. */
  path: string;
  query?: Query;
  body?: unknown;
}

/**
 * The vendor's limits: 7 requests a second for an integration, 50 for an account, both counted in windows of a second. Repeated
 * excess blocks the whole account, so requests leave nearly evenly: eight of an integration take 1.05 s at least, which leaves
 * 50 ms to requests that are faster than those before them. The quarter lets people go before bulk work.
 * @source amoCRM documentation, recommendations
 */
export const amocrmLimits = {
  integration: { capacity: 1.25, drainPerSecond: 6.4 },
  account: { capacity: 10, drainPerSecond: 30 },
} as const;

/** Rows of a page at most; larger numbers are cut down by the vendor without a word. */
const pageSize = 250;
const mostPages = 40;

function parsed(response: OutboundResponse): unknown {
  try {
    return JSON.parse(response.text());
  } catch {
    return undefined;
  }
}

/**
 * Calls the API of one account. Every call goes through the shared limiter and ends in an answer or in a `VoronkaError`
 * with a `Crm.*` code; nothing is retried here but a call that was refused for an expired token, which never happened.
 */
export class AmocrmRestClient {
  constructor(private readonly options: RestClientOptions) {}

  /** Host of the account. */
  get host(): string {
    return new URL(this.options.auth.accountUrl).host;
  }

  /** What the token says of itself, and whether it renews itself. */
  async token(): Promise<TokenClaims & { renewsItself: boolean }> {
    const { auth } = this.options;
    return { ...claimsOf(await auth.accessToken()), renewsItself: auth.renewsItself };
  }

  /** The same as {@link read}, with the vendor's time by its `Date`, Unix time in ms; NaN: it did not tell. */
  async readDated(path: string, context: CrmCallContext): Promise<{ answer: Row | null; vendorMs: number }> {
    let vendorMs = Number.NaN;
    const answer = await this.#call({ method: 'GET', path }, context, 'read', ({ headers }) => {
      vendorMs = Date.parse(headers.date ?? '');
    });
    return { answer: rowOf(answer), vendorMs };
  }

  /** @returns null when there is nothing: the vendor answers 204, for lists and cards alike */
  async read(path: string, query: Query, context: CrmCallContext): Promise<Row | null> {
    return rowOf(await this.#call({ method: 'GET', path, query }, context, 'read'));
  }

  /** Rows of all pages. @param name of the rows in `_embedded` */
  async readAll(path: string, name: string, query: Query, context: CrmCallContext): Promise<Row[]> {
    const rows: Row[] = [];
    for (let page = 1; page <= mostPages; page += 1) {
      const answer = await this.read(path, [...query, ['limit', pageSize], ['page', page]], context);
      rows.push(...rowsOf(rowOf(answer?._embedded)?.[name]));
      if (rowOf(answer?._links)?.next === undefined) return rows;
    }
    return rows;
  }

  /** @throws VoronkaError `Crm.Ambiguous` when the vendor may have executed it */
  write(method: 'POST' | 'PATCH' | 'DELETE', path: string, body: unknown, context: CrmCallContext): Promise<unknown> {
    return this.#call({ method, path, body }, context, 'write');
  }

  #call(
    request: Request,
    context: CrmCallContext,
    kind: CallKind,
    look: (response: OutboundResponse) => void = () => undefined,
  ): Promise<unknown> {
    const call = `${request.method} ${request.path.replaceAll(/\d+/g, '{id}')}`;
    return loggedCall(this.options.logger, { vendor: 'amocrm', vendorMethod: call }, context, () =>
      this.#sendWithToken(request, call, context, kind, look),
    );
  }

  async #sendWithToken(
    request: Request,
    call: string,
    context: CrmCallContext,
    kind: CallKind,
    look: (response: OutboundResponse) => void,
  ): Promise<unknown> {
    const { auth } = this.options;
    const token = await auth.accessToken();
    const response = await this.#send(request, token, call, context, kind);
    look(response);
    if (response.status !== 401) return this.#read(response, call, kind);
    const renewed = await auth.renew(token);
    if (renewed === null) return this.#read(response, call, kind);
    return this.#read(await this.#send(request, renewed, call, context, kind), call, kind);
  }

  async #send(
    { method, path, query = [], body }: Request,
    token: string,
    call: string,
    context: CrmCallContext,
    kind: CallKind,
  ): Promise<OutboundResponse> {
    const { account, integration } = this.#limiterKeys();
    const places = [
      [account, amocrmLimits.account],
      [integration, amocrmLimits.integration],
    ] as const;
    await waitForPlaces(this.options.limiter, places, context, 'the account');
    const url = new URL(`/api/v4/${path}`, this.options.auth.accountUrl);
    for (const [name, value] of query) url.searchParams.append(name, String(value));
    try {
      return await this.options.client.request({
        method,
        url: url.href,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        timeoutMs: this.options.timeoutMs,
      });
    } catch (error) {
      throw error instanceof OutboundError ? failureOfRequest(error, call, kind) : error;
    }
  }

  async #read(response: OutboundResponse, call: string, kind: CallKind): Promise<unknown> {
    const { status } = response;
    if (status === 204) return null;
    const body = parsed(response);
    if (status >= 200 && status < 300 && typeof body === 'object' && body !== null) return body;
    throw await this.#afterLimit(failureOfAnswer(status, body, call, kind));
  }

  /** Leaves the account alone for all processes after it said "too many" or blocked us. */
  async #afterLimit(error: VoronkaError): Promise<VoronkaError> {
    const { retryAfterMs, blockMs } = error.details;
    const keys = this.#limiterKeys();
    if (error.code === 'Crm.RateLimited') await this.options.limiter.block(keys.integration, Number(retryAfterMs));
    if (error.code === 'Crm.Blocked') await this.options.limiter.block(keys.account, Number(blockMs));
    return error;
  }

  #limiterKeys(): { integration: string; account: string } {
    const account = `amocrm:${this.host}`;
    return { account, integration: `${account}:${this.options.auth.integration}` };
  }
}
