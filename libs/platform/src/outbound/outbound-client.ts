import type { Dispatcher } from 'undici';
import { Agent } from 'undici';
import { maskUrl } from '../log/mask-url.ts';
import { hostPortOf } from './address-policy.ts';
import { OutboundError } from './outbound-error.ts';
import type { Resolver } from './pinned-connector.ts';
import { createPinnedConnector, ForbiddenAddressError, systemResolver } from './pinned-connector.ts';

/** A request to an address that an admin has set. */
export interface OutboundRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** From the call to the last byte of the answer, name resolution included. @default that of the client */
  timeoutMs?: number;
  /** @default that of the client */
  maxResponseBytes?: number;
  signal?: AbortSignal;
}

/** A whole answer, whatever its status. */
export interface OutboundResponse {
  status: number;
  /** Lower-case names; a repeated header is joined by comma. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** The body decoded as UTF-8, at once: decoding chunk by chunk breaks characters at the seams. */
  text(): string;
}

/** The one way out to addresses that people can set. */
export interface OutboundClient {
  /** @throws OutboundError when there is no whole answer; a redirect is an answer like any other and is not followed */
  request(request: OutboundRequest): Promise<OutboundResponse>;
  /** Closes idle connections and waits for running requests. */
  close(): Promise<void>;
}

/** Settings of an outbound client. */
export interface OutboundOptions {
  /** Exact host:port pairs that may be reached over plain http and at private addresses (`VORONKA_ALLOW_HOSTS`). */
  allowHosts: readonly string[];
  /** @default 5000 */
  connectTimeoutMs?: number;
  /** @default 10000 */
  timeoutMs?: number;
  /** @default 5 MiB */
  maxResponseBytes?: number;
  /** For tests. @default the system's */
  resolver?: Resolver;
  /** Certificate authority to trust instead of the public ones, PEM. */
  ca?: string;
}

const defaults = { connectTimeoutMs: 5000, timeoutMs: 10_000, maxResponseBytes: 5 * 1024 * 1024 };

function checkedUrl(url: string, isAllowed: (hostPort: string) => boolean): URL {
  const parsed = URL.parse(url);
  const forbidden = (code: string) => new OutboundError('forbiddenAddress', false, maskUrl(url), code);
  if (!parsed) throw forbidden('NOT_A_URL');
  if (parsed.username !== '' || parsed.password !== '') throw forbidden('LOGIN_IN_URL');
  if (parsed.protocol === 'https:') return parsed;
  if (parsed.protocol === 'http:' && isAllowed(hostPortOf(parsed))) return parsed;
  throw forbidden('HTTPS_REQUIRED');
}

function kindOf(error: Error & { code?: unknown }): 'forbiddenAddress' | 'timedOut' | 'unreachable' {
  if (error instanceof ForbiddenAddressError) return 'forbiddenAddress';
  const code = typeof error.code === 'string' ? error.code : '';
  return code === 'ETIMEDOUT' || code.endsWith('_TIMEOUT') ? 'timedOut' : 'unreachable';
}

/**
 * Sends one request through a dispatcher.
 *
 * `sent` of a failure is exact on its safe side: undici reports the start directly before the first byte is written to a
 * connected socket, so until then nothing can have reached the server, and afterwards everything may have.
 */
function exchange(
  dispatcher: Dispatcher,
  url: URL,
  request: OutboundRequest,
  limits: { timeoutMs: number; maxResponseBytes: number },
): Promise<OutboundResponse> {
  const target = maskUrl(url);
  return new Promise((resolve, reject) => {
    let started: Dispatcher.DispatchController | null = null;
    let settled = false;
    let status = 0;
    let headers: Record<string, string> = {};
    let size = 0;
    const chunks: Buffer[] = [];

    const settle = (finish: () => void) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', onAbort);
      finish();
    };
    const fail = (kind: OutboundError['kind'], causeCode: string | null = null) =>
      settle(() => {
        const error = new OutboundError(kind, started !== null, target, causeCode);
        reject(error);
        started?.abort(error);
      });
    const timer = setTimeout(() => fail('timedOut'), limits.timeoutMs);
    const onAbort = () => fail('aborted');
    request.signal?.addEventListener('abort', onAbort, { once: true });
    if (request.signal?.aborted) return onAbort();

    dispatcher.dispatch(
      {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: request.method,
        headers: { ...request.headers },
        body: request.body ?? null,
        // The timer above limits the whole exchange; undici's own would only blur the reason.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart(controller) {
          // Given up while it waited for a connection: it must not be sent any more.
          if (settled) controller.abort(new Error('The request was given up'));
          else started = controller;
        },
        onResponseStart(_controller, statusCode, receivedHeaders) {
          status = statusCode;
          headers = Object.fromEntries(
            Object.entries(receivedHeaders).map(([name, value]) => [
              name,
              Array.isArray(value) ? value.join(', ') : (value ?? ''),
            ]),
          );
        },
        onResponseData(_controller, chunk) {
          size += chunk.length;
          if (size > limits.maxResponseBytes) fail('tooLarge');
          else chunks.push(chunk);
        },
        onResponseEnd() {
          const body = Buffer.concat(chunks);
          settle(() => resolve({ status, headers, body, text: () => body.toString('utf8') }));
        },
        onResponseError(_controller, error: Error & { code?: unknown }) {
          fail(kindOf(error), typeof error.code === 'string' ? error.code : null);
        },
      },
    );
  });
}

/**
 * The outbound client: https only, public addresses only (each checked and pinned per connection), no redirects, limits on
 * time and size, nothing of bodies or paths in errors.
 */
export function createOutboundClient(options: OutboundOptions): OutboundClient {
  const allowed: ReadonlySet<string> = new Set(options.allowHosts);
  const isAllowed = (hostPort: string) => allowed.has(hostPort.toLowerCase());
  const agent = new Agent({
    connect: createPinnedConnector({
      isAllowed,
      connectTimeoutMs: options.connectTimeoutMs ?? defaults.connectTimeoutMs,
      resolver: options.resolver ?? systemResolver,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    }),
    pipelining: 1,
    connections: 32,
  });
  return {
    async request(request) {
      return exchange(agent, checkedUrl(request.url, isAllowed), request, {
        timeoutMs: request.timeoutMs ?? options.timeoutMs ?? defaults.timeoutMs,
        maxResponseBytes: request.maxResponseBytes ?? options.maxResponseBytes ?? defaults.maxResponseBytes,
      });
    },
    close: () => agent.close(),
  };
}
