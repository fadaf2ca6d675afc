import type { CallJournal } from '../control/call-journal.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { withFault } from '../faults/with-fault.ts';
import type { Delivery, HttpReply, HttpRequest } from '../http/http-types.ts';
import type { Json } from '../http/json.ts';
import type { Account } from './account.ts';
import { ApiError, notFound } from './api-error.ts';
import { authenticate } from './auth/authenticate.ts';
import type { Credentials } from './auth/credentials.ts';
import { actorFor } from './events/actor.ts';
import type { HookDispatcher } from './events/hook-dispatcher.ts';
import { amoFaultReplies } from './fault-replies.ts';
import type { AmoLimits } from './limits.ts';
import type { ApiAnswer } from './method.ts';
import { halReply, limitReply, problemReply } from './replies.ts';
import { findMethod } from './route-table.ts';
import type { FoundMethod } from './route-table.ts';

/** What the endpoint works with. */
export interface ApiDeps {
  readonly account: Account;
  readonly credentials: () => Credentials;
  readonly baseUrl: () => string;
  readonly limits: AmoLimits;
  readonly faults: FaultPlan;
  readonly journal: CallJournal;
  readonly hooks: HookDispatcher;
  readonly search: SearchSettings;
}

/** How far the index behind `query` lags behind new cards. */
export interface SearchSettings {
  lagMs: number;
}

/**
 * Serves `/api/v4/…`, whatever host the request names.
 *
 * The order of a request: fault → block and limits → authorisation → method → work → webhooks.
 */
export async function handleApi(request: HttpRequest, deps: ApiDeps): Promise<Delivery> {
  const found = findMethod(request.method, request.path);
  const method = typeof found === 'string' ? `${request.method} unknown` : found.name;
  const fault = deps.faults.take([method, `${request.method} ${request.path}`]);
  const lagMs = fault?.kind === 'searchLag' ? fault.delayMs : deps.search.lagMs;
  let error: string | null = null;
  let executed = false;
  const answered = fault?.kind === 'filterIgnored' ? withoutFilter(request) : request;
  const delivery = await withFault(fault, amoFaultReplies, () => {
    const outcome = answer(answered, found, lagMs, deps);
    error = outcome.error;
    executed = outcome.error === null;
    return outcome.reply;
  });
  deps.journal.record({
    method,
    params: { path: request.path, query: request.query, body: parseBody(request.text) ?? null },
    via: 'rest',
    status: delivery.kind === 'reply' ? delivery.reply.status : 0,
    error,
    executed,
    fault: fault?.kind ?? null,
  });
  return delivery;
}

function withoutFilter(request: HttpRequest): HttpRequest {
  const { query: _query, filter: _filter, ...others } = request.query;
  return { ...request, query: others };
}

function answer(
  request: HttpRequest,
  found: ReturnType<typeof findMethod>,
  searchLagMs: number,
  deps: ApiDeps,
): { reply: HttpReply; error: string | null } {
  const verdict = deps.limits.admit(integrationOf(request, deps), deps.account.now());
  if (verdict !== 'served') return { reply: limitReply(verdict, deps.limits.settings.refusal), error: verdict };
  try {
    return { reply: halReply(work(request, found, searchLagMs, deps)), error: null };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { reply: problemReply(error), error: error.message };
  }
}

function work(
  request: HttpRequest,
  found: ReturnType<typeof findMethod>,
  searchLagMs: number,
  deps: ApiDeps,
): ApiAnswer {
  const { account } = deps;
  const caller = authenticate(account, deps.credentials(), request);
  const { run, params } = existingMethod(found);
  const actor = actorFor(caller.actingUserId, searchLagMs);
  const answered = account.store.transaction(() =>
    run({
      account,
      params,
      actor,
      credentials: deps.credentials(),
      baseUrl: deps.baseUrl(),
      path: request.path,
      query: request.query,
      body: parseBody(request.text),
      user: caller.user,
    }),
  );
  deps.hooks.publish(actor);
  return answered;
}

function existingMethod(found: ReturnType<typeof findMethod>): FoundMethod {
  if (found === 'unknown') throw notFound();
  if (found === 'wrongVerb') throw new ApiError(405, 'Method Not Allowed', 'Method Not Allowed');
  return found;
}

/** Every valid token belongs to the one integration; whatever else comes counts for the account alone. */
function integrationOf(request: HttpRequest, deps: ApiDeps): string | null {
  try {
    authenticate(deps.account, deps.credentials(), request);
    return deps.credentials().clientId;
  } catch {
    return null;
  }
}

/** `undefined` for an empty body or one that is no JSON. */
function parseBody(text: string): Json | undefined {
  try {
    return text.trim() === '' ? undefined : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}
