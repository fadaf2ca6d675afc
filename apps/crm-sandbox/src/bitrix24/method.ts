import type { Json, JsonObject } from '../http/json.ts';
import type { Actor } from './entities/entity-change.ts';
import type { Credentials } from './auth/credentials.ts';
import type { PortalUser } from './model.ts';
import type { Portal } from './portal.ts';

/** How a call proved itself: an incoming webhook, or an application's access token. */
export type AuthKind = 'webhook' | 'application';

/** One authorised call of a REST method. */
export interface MethodCall {
  readonly portal: Portal;
  readonly credentials: Credentials;
  readonly params: JsonObject;
  readonly user: PortalUser;
  readonly authKind: AuthKind;
  readonly actor: Actor;
  /** Scopes that the caller was granted. */
  readonly granted: readonly string[];
  /** Names of all methods, for `methods`. */
  readonly methodNames: readonly string[];
}

/** What goes beside `time` into the answer. */
export interface MethodResult {
  readonly result: Json;
  readonly total?: number;
  readonly next?: number;
}

/**
 * A REST method. Synchronous: it runs inside one store transaction, so a thrown error leaves nothing written.
 *
 * @throws RestError what the portal would answer
 */
export type Method = (call: MethodCall) => MethodResult;

/** Methods by lower-case name. */
export type MethodTable = Readonly<Record<string, Method>>;
