import { changeRedirectUri } from '../amocrm/auth/credentials.ts';
import type { Credentials } from '../amocrm/auth/credentials.ts';
import { expireTokens, issueLongLived, issuePair } from '../amocrm/auth/tokens.ts';
import { mintWidgetToken } from '../amocrm/auth/widget-token.ts';
import { livingCard } from '../amocrm/account.ts';
import type { Account } from '../amocrm/account.ts';
import type { SearchSettings } from '../amocrm/api-endpoint.ts';
import { deleteCard } from '../amocrm/entities/cards.ts';
import { actorFor } from '../amocrm/events/actor.ts';
import type { HookDispatcher } from '../amocrm/events/hook-dispatcher.ts';
import { vendorAmoLimits } from '../amocrm/limits.ts';
import type { AmoLimits, AmoLimitSettings } from '../amocrm/limits.ts';
import type { AccountUser, EntityName } from '../amocrm/model.ts';
import { adminUserId } from '../amocrm/seed.ts';
import { installWidget } from '../amocrm/widget/installed-widget.ts';
import type { WidgetPlace } from '../amocrm/widget/installed-widget.ts';
import { BadArchiveError } from '../amocrm/widget/unpack.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { jsonReply } from '../http/http-types.ts';
import type { HttpReply, HttpRequest } from '../http/http-types.ts';
import type { JsonObject } from '../http/json.ts';
import { isJsonObject, listOf, positiveInteger, scalarText } from '../http/json.ts';
import type { CallJournal } from './call-journal.ts';
import { ControlError, readFault, readNumbers } from './control-input.ts';

/** What the control interface can reach of the amoCRM account. */
export interface AmoControlDeps {
  readonly account: Account;
  readonly credentials: () => Credentials;
  readonly baseUrl: () => string;
  readonly limits: AmoLimits;
  readonly faults: FaultPlan;
  readonly journal: CallJournal;
  readonly hooks: HookDispatcher;
  readonly search: SearchSettings;
  readonly widget: WidgetPlace;
  /** Empties the account and fills it as at the first start; credentials and tokens stay. */
  readonly reset: () => void;
}

/** Serves `/__sandbox/amocrm/…`; `route` is the verb and what follows. The caller has checked the token. */
export function controlAmo(route: string, request: HttpRequest, deps: AmoControlDeps): HttpReply | Promise<HttpReply> {
  const { account, limits, faults, hooks } = deps;
  const { body } = request;
  switch (route) {
    case 'POST faults':
      faults.add(readFault(body));
      return jsonReply(200, { faults: faults.list() });
    case 'GET faults':
      return jsonReply(200, { faults: faults.list() });
    case 'DELETE faults':
      faults.clear();
      return jsonReply(200, { faults: [] });
    case 'POST limits':
      limits.settings = readLimits(body, limits.settings);
      limits.clear();
      return jsonReply(200, limits.settings);
    case 'GET limits':
      return jsonReply(200, limits.settings);
    case 'POST webhooks':
      hooks.settings = { ...hooks.settings, ...readHookNumbers(body), ...readLadder(body) };
      return jsonReply(200, hooks.settings);
    case 'GET webhooks':
      return jsonReply(200, { settings: hooks.settings, deliveries: hooks.deliveries() });
    case 'POST search':
      deps.search.lagMs = readNumbers(body, ['lagMs'])['lagMs'] ?? 0;
      return jsonReply(200, deps.search);
    case 'GET calls':
      return jsonReply(200, { calls: deps.journal.list(Number(scalarText(request.query['after']) ?? 0) || 0) });
    case 'GET state':
      return jsonReply(200, accountState(account));
    case 'POST reset':
      deps.reset();
      return jsonReply(200, { reset: true });
    case 'POST expire-tokens':
      return jsonReply(200, { expired: expireTokens(account, body['refresh'] === true) });
    case 'POST tokens':
      return jsonReply(200, tokensFor(account, body));
    case 'POST long-lived-token':
      return jsonReply(200, longLivedToken(account, body));
    case 'POST widget-token':
      return widgetToken(body, deps);
    case 'POST widget':
      return jsonReply(200, upload(body, deps.widget));
    case 'POST integration':
      return jsonReply(200, setRedirectUri(account, body));
    case 'POST pipelines':
      return jsonReply(200, setDuplicateControl(account, body));
    case 'POST delete':
      return jsonReply(200, remove(body, deps));
    default:
      return jsonReply(404, { error: `There is no ${route} of amoCRM` });
  }
}

function readLimits(body: JsonObject, current: AmoLimitSettings): AmoLimitSettings {
  const base = typeof body['enabled'] === 'boolean' ? { ...vendorAmoLimits, enabled: body['enabled'] } : current;
  const refusal = body['refusal'] ?? base.refusal;
  if (refusal !== 'html' && refusal !== 'json') throw new ControlError('refusal must be html or json');
  const numbers = readNumbers(body, ['integrationPerSecond', 'accountPerSecond', 'violationsBeforeBlock']);
  return { ...base, ...numbers, refusal };
}

function readHookNumbers(body: JsonObject): Record<string, number> {
  return readNumbers(body, [
    'delayMs',
    'shuffleMs',
    'duplicate',
    'loss',
    'anonymous',
    'timeoutMs',
    'disableAfter',
    'disableWindowMs',
  ]);
}

function readLadder(body: JsonObject): { retryDelaysMs?: number[] } {
  const ladder = body['retryDelaysMs'];
  if (ladder === undefined) return {};
  if (!Array.isArray(ladder) || !ladder.every((pause) => typeof pause === 'number' && pause >= 0))
    throw new ControlError('retryDelaysMs must be a list of numbers from 0');
  return { retryDelaysMs: ladder as number[] };
}

/** A pair of tokens of any person: what rights somebody lacks shows only with a token of theirs. */
function tokensFor(account: Account, body: JsonObject): JsonObject {
  const user = userOf(account, body);
  const { access, refresh } = issuePair(account, user.id);
  return { accessToken: access.value, refreshToken: refresh.value };
}

/** `{userId?, days?, scopes?}`: what people make on the integration's page. */
function longLivedToken(account: Account, body: JsonObject): JsonObject {
  const { days = 365 } = readNumbers(body, ['days']);
  const scopes = body['scopes'] === undefined ? undefined : listOf(body['scopes']).map((one) => scalarText(one) ?? '');
  const { value } = issueLongLived(account, userOf(account, body).id, days * 24 * 3600 * 1000, scopes);
  return { longLivedToken: value };
}

/** What the account's interface gives a widget that a person has open. */
async function widgetToken(body: JsonObject, { account, credentials, baseUrl }: AmoControlDeps): Promise<HttpReply> {
  return jsonReply(200, { token: await mintWidgetToken(account, credentials(), baseUrl(), userOf(account, body)) });
}

/** `{archive: base64, settings}`: what a person does on the account's page of integrations. */
function upload(body: JsonObject, widget: WidgetPlace): JsonObject {
  const { settings = {} } = body;
  if (!isJsonObject(settings)) throw new ControlError('settings must be an object');
  try {
    widget.installed = installWidget(Buffer.from(scalarText(body['archive']) ?? '', 'base64'), settings);
  } catch (error) {
    if (error instanceof BadArchiveError) throw new ControlError(error.message);
    throw error;
  }
  return { files: [...widget.installed.files.keys()] };
}

function userOf(account: Account, body: JsonObject): AccountUser {
  const user = account.users.get(positiveInteger(body['userId']) ?? adminUserId);
  if (!user) throw new ControlError('userId names no user of the account');
  return user;
}

function setRedirectUri(account: Account, body: JsonObject): JsonObject {
  const redirectUri = scalarText(body['redirectUri']) ?? '';
  if (!URL.canParse(redirectUri)) throw new ControlError('redirectUri must be an absolute address');
  changeRedirectUri(account.store, redirectUri);
  return { redirectUri };
}

/** Stands for the switch in the pipeline's settings, which the API does not have. */
function setDuplicateControl(account: Account, body: JsonObject): JsonObject {
  const pipeline = account.pipelines.get(positiveInteger(body['id']) ?? 0);
  const { duplicateControl } = body;
  if (!pipeline) throw new ControlError('id names no pipeline');
  if (typeof duplicateControl !== 'boolean') throw new ControlError('duplicateControl must be true or false');
  account.store.transaction(() => account.pipelines.put({ ...pipeline, duplicateControl }));
  return { id: pipeline.id, duplicateControl };
}

/** What only people can do: `{entity: "leads", id}` puts a card into the bin; `{userId}` removes a person. */
function remove(body: JsonObject, deps: AmoControlDeps): JsonObject {
  const { account } = deps;
  const user = account.users.get(positiveInteger(body['userId']) ?? 0);
  if (user) {
    account.store.transaction(() => account.users.put({ ...user, isDeleted: true }));
    return { userId: user.id };
  }
  const entity = (['leads', 'contacts', 'companies'] satisfies EntityName[]).find((name) => name === body['entity']);
  const card = entity && livingCard(account, entity, positiveInteger(body['id']) ?? 0);
  if (!entity || !card) throw new ControlError('entity and id name no card, and userId nobody');
  const actor = actorFor(adminUserId);
  account.store.transaction(() => deleteCard(account, entity, card, actor));
  deps.hooks.publish(actor);
  return { entity, id: card.id };
}

/** Everything a test may want to count, without tokens and secrets. */
function accountState(account: Account): Record<string, unknown> {
  return {
    leads: account.leads.all(),
    contacts: account.contacts.all(),
    companies: account.companies.all(),
    notes: account.notes.all(),
    tasks: account.tasks.all(),
    tags: account.tags.all(),
    unsorted: account.unsorted.all(),
    webhooks: account.webhooks.all(),
    events: account.events.all(),
    users: account.users.all(),
    pipelines: account.pipelines.all(),
    customFields: account.customFields.all(),
  };
}
