import type { Json, JsonObject } from '../http/json.ts';
import { listOf, scalarText } from '../http/json.ts';
import type { Account } from './account.ts';
import { forbidden, notFound } from './api-error.ts';
import type { Credentials } from './auth/credentials.ts';
import type { ViewOptions } from './entities/card-view.ts';
import type { Actor } from './events/actor.ts';
import type { AccountUser } from './model.ts';

/** One authorised call of an API method. */
export interface ApiCall {
  readonly account: Account;
  readonly credentials: Credentials;
  /** Address of the account, without a slash at the end. */
  readonly baseUrl: string;
  /** Path of the request; links of a list lead there. */
  readonly path: string;
  readonly query: JsonObject;
  readonly body: Json | undefined;
  /** What stood in place of `{id}` and the like. */
  readonly params: Readonly<Record<string, string>>;
  /** Whose rights count. */
  readonly user: AccountUser;
  readonly actor: Actor;
}

/** An answer; `null` is an empty body. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: Json | null;
}

/**
 * A method of the API. Synchronous: it runs inside one store transaction, so a thrown error leaves nothing written.
 *
 * @throws ApiError what the account would answer
 */
export type Method = (call: ApiCall) => ApiAnswer;

/** Methods by verb and path: `GET /api/v4/leads/{id}`. */
export type MethodTable = Readonly<Record<string, Method>>;

export const ok = (body: Json): ApiAnswer => ({ status: 200, body });

/** The vendor's way to say "nothing": no rows, no such card. */
export const noContent: ApiAnswer = { status: 204, body: null };

/** The number in the path. @throws ApiError 404 when there is none */
export function pathId(call: ApiCall, name = 'id'): number {
  const text = call.params[name] ?? '';
  if (!/^\d{1,15}$/.test(text)) throw notFound();
  return Number(text);
}

/** @throws ApiError 403 for a token of somebody who is no administrator */
export function assertAdmin(call: ApiCall): void {
  if (!call.user.isAdmin) throw forbidden('Access denied');
}

/** How this client wants cards shown. */
export function viewOptions(call: ApiCall): ViewOptions {
  const names = listOf(call.query['with']).flatMap((value) => (scalarText(value) ?? '').split(','));
  return { baseUrl: call.baseUrl, with: new Set(names.map((name) => name.trim())) };
}
