import type { Addresses } from '../addresses.ts';
import { scopes } from '../auth/credentials.ts';
import type { Credentials } from '../auth/credentials.ts';
import { accessTokenLifeSeconds, eventAccessToken } from '../auth/tokens.ts';
import type { Actor, PortalEvent } from '../entities/entity-change.ts';
import type { HandlerRow } from '../model.ts';
import type { Portal } from '../portal.ts';

/** A handler that has not answered by then has lost the event. */
const handlerTimeoutMs = 5_000;
const maxDeliveries = 2_000;

/** How the queue between the portal and the handlers behaves. */
export interface EventSettings {
  /** Every call waits so long, ms. */
  readonly delayMs: number;
  /** Every call waits up to so long more, at random: calls overtake one another. */
  readonly shuffleMs: number;
  /** Part of the calls that is made twice, 0…1. */
  readonly duplicate: number;
  /** Part of the calls that is never made, 0…1. */
  readonly loss: number;
}

export const defaultEventSettings: EventSettings = { delayMs: 30, shuffleMs: 0, duplicate: 0, loss: 0 };

/** One attempt to call a handler. */
export interface EventDelivery {
  readonly at: string;
  readonly event: string;
  readonly entityId: string;
  readonly handlerId: number;
  /** HTTP status; 0 when there was no answer; -1 when the settings lost it. */
  readonly status: number;
}

/**
 * Calls the handlers about changes, once each: a failed call is a lost event, as with the vendor. The queue is in
 * memory, so a killed sandbox loses it too.
 *
 * @source B24 docs: events/index
 */
export class EventDispatcher {
  settings: EventSettings = defaultEventSettings;
  readonly #deps: { readonly portal: Portal; readonly credentials: Credentials; readonly addresses: () => Addresses };
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #stop = new AbortController();
  #deliveries: EventDelivery[] = [];

  constructor(deps: { portal: Portal; credentials: Credentials; addresses: () => Addresses }) {
    this.#deps = deps;
  }

  /** Queues everything an actor caused. Handlers bound with the actor's `auth_connector` hear nothing. */
  publish(actor: Actor): void {
    for (const event of actor.events) {
      for (const handler of this.#deps.portal.handlers.all()) {
        const isOwnEcho = actor.authConnector !== null && handler.authConnector === actor.authConnector;
        if (handler.event !== event.event || isOwnEcho) continue;
        this.#queue(event, handler, actor.userId);
      }
    }
  }

  /** Calls made since the start or the last reset, oldest first. */
  deliveries(): readonly EventDelivery[] {
    return this.#deliveries;
  }

  /** Forgets queued calls, deliveries and settings. */
  reset(): void {
    this.#clearTimers();
    this.#deliveries = [];
    this.settings = defaultEventSettings;
  }

  close(): void {
    this.#clearTimers();
    this.#stop.abort();
  }

  #queue(event: PortalEvent, handler: HandlerRow, userId: number): void {
    const { delayMs, shuffleMs, duplicate, loss } = this.settings;
    if (Math.random() < loss) {
      this.#record(event, handler, -1);
      return;
    }
    const copies = Math.random() < duplicate ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const timer = setTimeout(
        () => {
          this.#timers.delete(timer);
          void this.#call(event, handler, userId);
        },
        delayMs + Math.random() * shuffleMs,
      );
      this.#timers.add(timer);
    }
  }

  async #call(event: PortalEvent, handler: HandlerRow, userId: number): Promise<void> {
    const body = this.#body(event, handler, userId);
    try {
      const response = await fetch(handler.url, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { 'user-agent': 'Bitrix24 Webhook Engine' },
        signal: AbortSignal.any([AbortSignal.timeout(handlerTimeoutMs), this.#stop.signal]),
      });
      await response.body?.cancel();
      this.#record(event, handler, response.status);
    } catch {
      this.#record(event, handler, 0);
    }
  }

  /** Only ids travel; the handler reads the card itself. */
  #body(event: PortalEvent, handler: HandlerRow, userId: number): URLSearchParams {
    const { portal, credentials } = this.#deps;
    const addresses = this.#deps.addresses();
    const fields = Object.entries(event.fields).map(([name, value]): [string, string] => [
      `data[FIELDS][${name}]`,
      value,
    ]);
    const forApplication: Record<string, string> =
      handler.source === 'application'
        ? {
            access_token: eventAccessToken(portal, handler.authType || userId).value,
            expires_in: String(accessTokenLifeSeconds),
            scope: scopes.join(','),
            status: 'L',
          }
        : {};
    const auth: Record<string, string> = {
      ...forApplication,
      domain: addresses.domain,
      client_endpoint: addresses.clientEndpoint,
      server_endpoint: addresses.serverEndpoint,
      member_id: credentials.memberId,
      application_token: handler.applicationToken,
    };
    return new URLSearchParams([
      ['event', event.event],
      ['event_handler_id', String(handler.id)],
      ...fields,
      ['ts', String(Math.floor(portal.now() / 1000))],
      ...Object.entries(auth).map(([name, value]): [string, string] => [`auth[${name}]`, value]),
    ]);
  }

  #record(event: PortalEvent, handler: HandlerRow, status: number): void {
    this.#deliveries.push({
      at: new Date().toISOString(),
      event: event.event,
      entityId: event.fields['ID'] ?? '',
      handlerId: handler.id,
      status,
    });
    if (this.#deliveries.length > maxDeliveries) this.#deliveries.splice(0, this.#deliveries.length - maxDeliveries);
  }

  #clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
