import { performance } from 'node:perf_hooks';
import type { CallJournal } from '../control/call-journal.ts';
import type { Fault, FaultPlan } from '../faults/fault-plan.ts';
import { withFault } from '../faults/with-fault.ts';
import { jsonReply } from '../http/http-types.ts';
import type { Delivery, HttpReply, HttpRequest } from '../http/http-types.ts';
import type { JsonObject } from '../http/json.ts';
import { scalarText } from '../http/json.ts';
import { allParams } from '../http/read-request.ts';
import type { Limits } from '../limits/limits.ts';
import { authenticate } from './auth/authenticate.ts';
import type { Caller, WebhookPath } from './auth/authenticate.ts';
import { scopes } from './auth/credentials.ts';
import type { Credentials } from './auth/credentials.ts';
import type { WebhookRights } from './auth/webhook-rights.ts';
import { parseBatch, runBatch } from './batch.ts';
import type { BatchCommand, CommandOutcome } from './batch.ts';
import type { Actor } from './entities/entity-change.ts';
import type { EventDispatcher } from './events/event-dispatcher.ts';
import { bitrixFaultReplies } from './fault-replies.ts';
import type { MethodResult } from './method.ts';
import { methodNames, methodTable } from './methods/method-table.ts';
import type { Portal } from './portal.ts';
import { RestError } from './rest-error.ts';
import { timeReport } from './time-report.ts';

/** What the REST endpoint works with. */
export interface RestDeps {
  readonly portal: Portal;
  readonly credentials: Credentials;
  readonly limits: Limits;
  readonly faults: FaultPlan;
  readonly journal: CallJournal;
  readonly events: EventDispatcher;
  /** What the incoming webhook may do. */
  readonly rights: WebhookRights;
}

/**
 * Serves `/rest/{user}/{code}/{method}` and `/rest/{method}`, each with or without `.json`.
 *
 * The order of a request: fault → request limit → authorisation → method → operating limit → work → events.
 */
export async function handleRest(request: HttpRequest, deps: RestDeps): Promise<Delivery> {
  const call = parseCall(request);
  const commands = call.method === 'batch' ? readCommands(call.params) : [];
  const fault = deps.faults.take([call.method, ...commands.map((command) => command.method)]);
  let executed: { reply: HttpReply; error: string | null } | null = null;
  const delivery = await withFault(fault, bitrixFaultReplies, () => {
    executed = answer(call, request.clientIp, fault, deps);
    return executed.reply;
  });
  const outcome = executed as { reply: HttpReply; error: string | null } | null;
  deps.journal.record({
    method: call.method,
    params: call.params,
    via: 'rest',
    status: delivery.kind === 'reply' ? delivery.reply.status : 0,
    error: outcome?.error ?? null,
    executed: outcome !== null && outcome.error === null,
    fault: fault?.kind ?? null,
  });
  return delivery;
}

interface RestCall {
  readonly method: string;
  readonly webhook: WebhookPath | null;
  readonly params: JsonObject;
}

function parseCall(request: HttpRequest): RestCall {
  const segments = request.path
    .split('/')
    .filter((part) => part !== '')
    .slice(1);
  const [user = '', code = ''] = segments;
  const name = (segments.at(-1) ?? '').toLowerCase().replace(/\.json$/, '');
  // Everything else, version 3 under `/rest/api/` too, is a method nobody knows; its path may hold a secret.
  const method = segments.length === 1 || segments.length === 3 ? name : 'unknown';
  return {
    method,
    webhook: segments.length === 3 ? { userId: Number(user), code } : null,
    params: allParams(request),
  };
}

/** For the faults only: what is wrong with a batch is answered later. */
function readCommands(params: JsonObject): BatchCommand[] {
  try {
    return parseBatch(params);
  } catch {
    return [];
  }
}

function answer(
  call: RestCall,
  clientIp: string,
  fault: Fault | null,
  deps: RestDeps,
): { reply: HttpReply; error: string | null } {
  const startMs = deps.portal.now();
  try {
    if (!deps.limits.admitsRequest(clientIp, startMs))
      throw new RestError(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests');
    const caller = authenticate(deps.portal, deps.credentials, call.webhook, call.params);
    const weather = weatherOf(fault);
    const work = call.method === 'batch' ? batch(call, caller, weather, deps) : single(call, caller, weather, deps);
    return { reply: jsonReply(200, work), error: null };
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    return {
      reply: jsonReply(error.status, { error: error.code, error_description: error.message }),
      error: error.code || error.message,
    };
  }
}

/** What a fault changes about methods that are carried out. */
interface Weather {
  readonly searchLagMs: number;
  readonly ignoresFilters: boolean;
}

function weatherOf(fault: Fault | null): Weather {
  return {
    searchLagMs: fault?.kind === 'searchLag' ? fault.delayMs : 0,
    ignoresFilters: fault?.kind === 'filterIgnored',
  };
}

function single(call: RestCall, caller: Caller, weather: Weather, deps: RestDeps): object {
  const { answer: result, time } = execute(call.method, call.params, caller, weather, deps);
  if (result instanceof RestError) throw result;
  return { ...result, time };
}

function batch(call: RestCall, caller: Caller, weather: Weather, deps: RestDeps): object {
  const startMs = deps.portal.now();
  const commands = parseBatch(call.params);
  const halt = ['1', 'true'].includes(scalarText(call.params['halt']) ?? '');
  const authConnector = call.params['auth_connector'];
  const result = runBatch(commands, halt, (method, params) => {
    const inherited = authConnector === undefined ? params : { auth_connector: authConnector, ...params };
    const outcome = execute(method, inherited, caller, weather, deps);
    const failed = outcome.answer instanceof RestError ? outcome.answer : null;
    deps.journal.record({
      method,
      params,
      via: 'batch',
      status: failed?.status ?? 200,
      error: failed ? failed.code || failed.message : null,
      executed: !failed,
      fault: null,
    });
    return outcome;
  });
  // The outer batch has no operating time of its own.
  return { result, time: timeReport(startMs, deps.portal.now(), { seconds: 0, resetAtMs: startMs + 600_000 }) };
}

/** Runs one method in its own transaction; its events leave after the commit. */
function execute(
  method: string,
  given: JsonObject,
  caller: Caller,
  { searchLagMs, ignoresFilters }: Weather,
  deps: RestDeps,
): CommandOutcome {
  const { portal, limits } = deps;
  const startMs = portal.now();
  const started = performance.now();
  const key = `${caller.limitKey}:${method}`;
  const params: JsonObject = ignoresFilters ? { ...given, filter: {} } : given;
  const actor: Actor = {
    userId: caller.user.id,
    authConnector: scalarText(params['auth_connector']) || null,
    searchLagMs,
    events: [],
  };
  let result: MethodResult | RestError;
  try {
    const run = methodOf(method);
    if (caller.kind === 'webhook') deps.rights.assertAllowed(method);
    if (!limits.admitsMethod(key, startMs))
      throw new RestError(429, 'OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.');
    const { credentials, rights } = deps;
    const { user, kind: authKind } = caller;
    const granted = authKind === 'webhook' ? rights.scopes : scopes;
    const context = { portal, credentials, params, user, authKind, actor, methodNames, granted };
    result = portal.store.transaction(() => run(context));
    deps.events.publish(actor);
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    result = error;
  }
  const operating = limits.book(key, (performance.now() - started) / 1000, startMs);
  return { answer: result, time: timeReport(startMs, portal.now(), operating) };
}

function methodOf(name: string): (typeof methodTable)[string] {
  const method = Object.hasOwn(methodTable, name) ? methodTable[name] : undefined;
  if (method) return method;
  if (name === 'batch')
    throw new RestError(405, 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage');
  throw new RestError(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
}
