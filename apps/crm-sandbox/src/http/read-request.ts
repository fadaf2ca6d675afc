import type { IncomingMessage } from 'node:http';
import type { HttpRequest } from './http-types.ts';
import { isJsonObject } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { parsePhpQuery } from './php-params.ts';

/** Longest body that is read, bytes. */
const maxBodyBytes = 8 * 1024 * 1024;

/** A request that cannot be served; the status goes to the client. */
export class BadRequestError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'BadRequestError';
    this.status = status;
  }
}

/**
 * Reads a request to its end.
 *
 * @throws BadRequestError 413 for a body over 8 MiB, 400 for a broken path
 */
export async function readRequest(message: IncomingMessage): Promise<HttpRequest> {
  const [rawPath = '/', ...rest] = (message.url ?? '/').split('?');
  const query = parsePhpQuery(rest.join('?'));
  const text = (await readBody(message)).toString('utf8');
  return {
    method: message.method ?? 'GET',
    path: decodePath(rawPath),
    query,
    body: parseBody(message.headers['content-type'] ?? '', text),
    text,
    headers: message.headers,
    clientIp: message.socket.remoteAddress ?? '',
  };
}

/** Query and body as the portal merges them: the body wins. */
export function allParams(request: HttpRequest): JsonObject {
  return Object.assign(Object.create(null) as JsonObject, request.query, request.body);
}

function decodePath(rawPath: string): string {
  try {
    return decodeURIComponent(rawPath).replace(/\/{2,}/g, '/');
  } catch {
    throw new BadRequestError(400, 'The path is not valid');
  }
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new BadRequestError(413, 'The body is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Broken JSON counts as no parameters, as on the portal. */
function parseBody(contentType: string, text: string): JsonObject {
  const empty = Object.create(null) as JsonObject;
  if (text.trim() === '') return empty;
  if (!contentType.includes('json')) return contentType.includes('form-urlencoded') ? parsePhpQuery(text) : empty;
  try {
    const parsed = JSON.parse(text) as Json;
    return isJsonObject(parsed) ? parsed : empty;
  } catch {
    return empty;
  }
}
