import { randomBytes, timingSafeEqual } from 'node:crypto';
import { expireTokens } from '../bitrix24/auth/tokens.ts';
import type { WebhookRights } from '../bitrix24/auth/webhook-rights.ts';
import type { EventDispatcher } from '../bitrix24/events/event-dispatcher.ts';
import { portalEventNames } from '../bitrix24/events/event-names.ts';
import type { Portal } from '../bitrix24/portal.ts';
import type { ClockShift } from '../clock-shift.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { delivered, jsonReply } from '../http/http-types.ts';
import type { Delivery, HttpReply, HttpRequest } from '../http/http-types.ts';
import type { Json, JsonObject } from '../http/json.ts';
import { isJsonObject, listOf, scalarText } from '../http/json.ts';
import type { LimitFactor } from '../limits/limit-factor.ts';
import { limitsSwitched } from '../limits/limits.ts';
import type { LimitSettings, Limits } from '../limits/limits.ts';
import { controlAmo } from './amocrm-control.ts';
import type { AmoControlDeps } from './amocrm-control.ts';
import type { CallJournal } from './call-journal.ts';
import { ControlError, readFault, readNumbers } from './control-input.ts';
import { clockShift, setMode, setRights, setUser } from './portal-people.ts';
import { portalState } from './portal-state.ts';

/** What the control interface can reach. */
export interface ControlDeps {
  readonly controlToken: string;
  readonly portal: Portal;
  readonly limits: Limits;
  readonly faults: FaultPlan;
  readonly journal: CallJournal;
  readonly events: EventDispatcher;
  /** Scales the limits of both CRMs. */
  readonly limitFactor: LimitFactor;
  /** The clocks of both CRMs. */
  readonly clock: ClockShift;
  /** What the portal's incoming webhook may do. */
  readonly rights: WebhookRights;
  readonly amocrm: AmoControlDeps;
  /** Empties portal and account and fills them as at the first start; credentials and tokens stay. */
  readonly reset: () => void;
}

/**
 * The tests' side door under `/__sandbox/`. Every request needs the header `x-sandbox-token`.
 *
 * `POST|GET|DELETE faults`, `POST|GET limits`, `POST|GET events`, `POST reset`, `GET calls?after=seq`, `GET state`,
 * `POST clock`, `POST mode`, `POST rights`, `POST users`, `POST expire-tokens`, `POST outgoing-webhooks`. What is below `amocrm/` concerns the amoCRM account.
 */
export async function handleControl(request: HttpRequest, deps: ControlDeps): Promise<Delivery> {
  if (!isToken(request.headers['x-sandbox-token'], deps.controlToken))
    return delivered(jsonReply(401, { error: 'The header x-sandbox-token is missing or wrong' }));
  const path = request.path.slice('/__sandbox/'.length).replace(/\/$/, '');
  try {
    if (path.startsWith('amocrm/'))
      return delivered(await controlAmo(`${request.method} ${path.slice('amocrm/'.length)}`, request, deps.amocrm));
    return delivered(control(`${request.method} ${path}`, request, deps));
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    return delivered(jsonReply(400, { error: error.message }));
  }
}

function control(route: string, request: HttpRequest, deps: ControlDeps): HttpReply {
  switch (route) {
    case 'POST faults':
      deps.faults.add(readFault(request.body));
      return jsonReply(200, { faults: deps.faults.list() });
    case 'GET faults':
      return jsonReply(200, { faults: deps.faults.list() });
    case 'DELETE faults':
      deps.faults.clear();
      return jsonReply(200, { faults: [] });
    case 'POST limits':
      deps.limits.settings = readLimits(request.body, deps.limits.settings);
      deps.limitFactor.value = readNumbers(request.body, ['factor'])['factor'] ?? deps.limitFactor.value;
      deps.limits.clear();
      return jsonReply(200, { ...deps.limits.settings, factor: deps.limitFactor.value });
    case 'GET limits':
      return jsonReply(200, { ...deps.limits.settings, factor: deps.limitFactor.value });
    case 'POST events':
      deps.events.settings = {
        ...deps.events.settings,
        ...readNumbers(request.body, Object.keys(deps.events.settings)),
      };
      return jsonReply(200, deps.events.settings);
    case 'GET events':
      return jsonReply(200, { settings: deps.events.settings, deliveries: deps.events.deliveries() });
    case 'POST clock':
      deps.clock.ms = clockShift(request.body);
      return jsonReply(200, { shiftMs: deps.clock.ms });
    case 'POST rights':
      return jsonReply(200, setRights(request.body, deps.rights));
    case 'POST mode':
      return jsonReply(200, setMode(request.body, deps.portal));
    case 'POST users':
      return jsonReply(200, setUser(request.body, deps.portal));
    case 'POST reset':
      deps.reset();
      return jsonReply(200, { reset: true });
    case 'GET calls':
      return jsonReply(200, { calls: deps.journal.list(Number(scalarText(request.query['after']) ?? 0) || 0) });
    case 'GET state':
      return jsonReply(200, portalState(deps.portal));
    case 'POST expire-tokens':
      return jsonReply(200, { expired: expireTokens(deps.portal, request.body['refresh'] === true) });
    case 'POST outgoing-webhooks':
      return jsonReply(200, addOutgoingWebhook(request.body, deps.portal));
    default:
      return jsonReply(404, { error: `There is no ${route}` });
  }
}

function isToken(given: string | string[] | undefined, expected: string): boolean {
  const [left, right] = [Buffer.from(String(given ?? '')), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** `{enabled}` switches both limits back to the vendor's values; `bucket` and `operating` change single ones. */
function readLimits(body: JsonObject, current: LimitSettings): LimitSettings {
  const base = typeof body['enabled'] === 'boolean' ? limitsSwitched(body['enabled']) : current;
  return {
    bucket: changedBy(base.bucket, body['bucket']),
    operating: changedBy(base.operating, body['operating']),
  };
}

/** Numbers and the switch of `current` that the client named anew. */
function changedBy<T extends { readonly enabled: boolean }>(current: T, value: Json | undefined): T {
  if (!isJsonObject(value)) return current;
  const numbers = readNumbers(
    value,
    Object.keys(current).filter((name) => name !== 'enabled'),
  );
  return { ...current, ...numbers, ...(typeof value['enabled'] === 'boolean' ? { enabled: value['enabled'] } : {}) };
}

/** Stands for the form in the portal's interface; answers with the token that will come with the events. */
function addOutgoingWebhook(body: JsonObject, portal: Portal): { applicationToken: string; handlerIds: number[] } {
  const url = scalarText(body['handler']) ?? '';
  const events = listOf(body['events']).map((value) => (scalarText(value) ?? '').toUpperCase());
  if (!URL.canParse(url)) throw new ControlError('handler must be an absolute address');
  const unknown = events.find((event) => !portalEventNames.has(event));
  if (events.length === 0 || unknown)
    throw new ControlError(`events must name some of ${[...portalEventNames].join(', ')}`);
  const applicationToken = randomBytes(16).toString('hex');
  const handlerIds = portal.store.transaction(() =>
    events.map(
      (event) =>
        portal.handlers.insert((id) => ({
          id,
          event,
          url,
          authType: 0,
          authConnector: null,
          source: 'webhook',
          applicationToken,
        })).id,
    ),
  );
  return { applicationToken, handlerIds };
}
