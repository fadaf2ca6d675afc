import type { Json } from '../../http/json.ts';
import { scalarText } from '../../http/json.ts';
import { portalEventNames } from '../events/event-names.ts';
import type { MethodCall, MethodTable } from '../method.ts';
import { RestError } from '../rest-error.ts';

/** Handlers of an application. Only online events: the offline queue is not emulated and is refused. */
export const eventMethods: MethodTable = {
  'event.bind': (call) => {
    const { event, handler, authType } = bindingOf(call);
    if (!portalEventNames.has(event)) throw new RestError(400, 'ERROR_EVENT_NOT_FOUND', 'Event not found');
    if (!URL.canParse(handler)) throw new RestError(400, 'ERROR_ARGUMENT', 'Handler URL is not valid');
    const bound = call.portal.handlers.find(
      (row) =>
        row.source === 'application' && row.event === event && row.url === handler && row.authType === (authType ?? 0),
    );
    if (bound) throw new RestError(400, 'ERROR_EVENT_BINDING_EXISTS', 'Handler already binded');
    call.portal.handlers.insert((id) => ({
      id,
      event,
      url: handler,
      authType: authType ?? 0,
      authConnector: scalarText(call.params['auth_connector']) || null,
      source: 'application',
      applicationToken: call.credentials.applicationToken,
    }));
    return { result: true };
  },
  'event.get': (call) => {
    assertApplication(call);
    const result = call.portal.handlers
      .all()
      .filter((row) => row.source === 'application')
      .map((row): Json => ({ event: row.event, handler: row.url, auth_type: String(row.authType), offline: 0 }));
    return { result };
  },
  'event.unbind': (call) => {
    const { event, handler, authType } = bindingOf(call);
    const gone = call.portal.handlers
      .all()
      .filter((row) => row.source === 'application' && row.event === event && row.url === handler)
      .filter((row) => authType === null || row.authType === authType);
    for (const row of gone) call.portal.handlers.delete(row.id);
    return { result: { count: gone.length } };
  },
};

function bindingOf(call: MethodCall): { event: string; handler: string; authType: number | null } {
  assertApplication(call);
  if (scalarText(call.params['event_type'])?.toLowerCase() === 'offline')
    throw new RestError(400, 'ERROR_ARGUMENT', 'The sandbox has no offline events');
  const authType = call.params['auth_type'];
  return {
    event: (scalarText(call.params['event']) ?? '').toUpperCase(),
    handler: scalarText(call.params['handler']) ?? '',
    authType: authType === undefined ? null : Number(scalarText(authType) || 0),
  };
}

function assertApplication(call: MethodCall): void {
  if (call.authKind !== 'application') throw new RestError(403, 'ACCESS_DENIED', 'Application context required');
}
