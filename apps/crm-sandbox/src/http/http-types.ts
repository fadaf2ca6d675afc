import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from './json.ts';

/** A request with its body read to the end. */
export interface HttpRequest {
  readonly method: string;
  /** Percent-decoded, without query; double slashes are collapsed. */
  readonly path: string;
  readonly query: JsonObject;
  /** Parameters of a form or JSON body; empty for anything else. */
  readonly body: JsonObject;
  /** The body as it came. */
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
  readonly clientIp: string;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What becomes of a request on the wire. */
export type Delivery =
  | { readonly kind: 'reply'; readonly reply: HttpReply; readonly splitUtf8?: boolean }
  /** The connection is cut without an answer. */
  | { readonly kind: 'drop' }
  /** The connection stays open without an answer until the client gives up. */
  | { readonly kind: 'hang' };

/** Serves the requests below a path. */
export interface Route {
  readonly prefix: string;
  readonly handle: (request: HttpRequest) => Promise<Delivery> | Delivery;
}

export function jsonReply(status: number, value: unknown): HttpReply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

export function textReply(status: number, contentType: string, body: string): HttpReply {
  return { status, headers: { 'content-type': `${contentType}; charset=utf-8` }, body };
}

export function delivered(reply: HttpReply): Delivery {
  return { kind: 'reply', reply };
}
