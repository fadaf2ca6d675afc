/** A request of the demo that was not answered as it should be. Names the path only: addresses here can hold keys. */
export class DemoRequestError extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(what, options);
    this.name = 'DemoRequestError';
  }
}

/** What to send; a body makes it a POST. */
export interface JsonRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer with its JSON, null when it has none. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

const timeoutMs = 15_000;

/**
 * Calls an address and reads JSON.
 *
 * @param label what the call is, for the error; never the address
 * @throws DemoRequestError for a status of 400 and above, no answer within 15 s, or an answer that is no JSON
 */
export async function callJson(url: string | URL, label: string, request: JsonRequest = {}): Promise<JsonAnswer> {
  const response = await fetch(url, {
    method: request.body === undefined ? 'GET' : 'POST',
    headers: { ...(request.body === undefined ? {} : { 'content-type': 'application/json' }), ...request.headers },
    signal: AbortSignal.timeout(timeoutMs),
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  }).catch((cause: unknown) => {
    throw new DemoRequestError(`${label}: no answer`, { cause });
  });
  const text = await response.text();
  if (!response.ok) throw new DemoRequestError(`${label}: status ${response.status} ${text.slice(0, 300)}`);
  return { status: response.status, headers: response.headers, json: text === '' ? null : parse(text, label) };
}

function parse(text: string, label: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new DemoRequestError(`${label}: the answer is no JSON`, { cause });
  }
}
