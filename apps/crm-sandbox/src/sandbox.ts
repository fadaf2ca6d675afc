import { join } from 'node:path';
import { openAmoCrm } from './amocrm/amocrm.ts';
import type { AmoCrm, AmoCrmReadyLine } from './amocrm/amocrm.ts';
import { addressesAt, webhookUrl } from './bitrix24/addresses.ts';
import type { Addresses } from './bitrix24/addresses.ts';
import { loadCredentials } from './bitrix24/auth/credentials.ts';
import { WebhookRights } from './bitrix24/auth/webhook-rights.ts';
import type { Credentials } from './bitrix24/auth/credentials.ts';
import { installationPair } from './bitrix24/auth/tokens.ts';
import { EventDispatcher } from './bitrix24/events/event-dispatcher.ts';
import { handleOAuth } from './bitrix24/oauth.ts';
import { openPortal } from './bitrix24/portal.ts';
import type { Portal } from './bitrix24/portal.ts';
import type { Clock } from './bitrix24/portal-time.ts';
import { handleRest } from './bitrix24/rest-endpoint.ts';
import { seedPortal } from './bitrix24/seed.ts';
import { ClockShift } from './clock-shift.ts';
import { CallJournal } from './control/call-journal.ts';
import { handleControl } from './control/control-api.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { listen } from './http/http-server.ts';
import { loadTlsIdentity } from './http/tls-certificate.ts';
import type { Route } from './http/http-types.ts';
import { LimitFactor } from './limits/limit-factor.ts';
import { Limits, limitsSwitched } from './limits/limits.ts';
import { handlePage } from './page/page-routes.ts';
import { DocumentStore } from './store/document-store.ts';

/** How to start a sandbox. */
export interface SandboxOptions {
  /** @default 0, a free port */
  readonly port?: number;
  /** Port of https beside the plain one; 0 = a free one. @default none */
  readonly tlsPort?: number | undefined;
  /** Address to listen on. @default '127.0.0.1' */
  readonly host?: string;
  /** Folder of the state; created when missing. One sandbox per folder. */
  readonly home: string;
  /** Whether the vendor's limits are on. @default true */
  readonly limits?: boolean;
  /** Source of "now", ms since the epoch. @default Date.now */
  readonly now?: Clock;
}

/** What a sandbox prints when it is ready; everything a client needs to connect. */
export interface SandboxReadyLine {
  readonly ready: true;
  readonly port: number;
  /** For people: the portal's cards in a browser. */
  readonly pageUrl: string;
  /** Header `x-sandbox-token` of the control interface. */
  readonly controlToken: string;
  readonly bitrix24: {
    readonly webhookUrl: string;
    readonly clientEndpoint: string;
    readonly serverEndpoint: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly accessToken: string;
    readonly refreshToken: string;
    /** When the access token ends, unix seconds. */
    readonly expires: number;
    readonly memberId: string;
    readonly applicationToken: string;
  };
  readonly amocrm: AmoCrmReadyLine;
  /** With https only: its port, and the certificate that clients have to trust. */
  readonly tlsPort?: number;
  readonly caFile?: string;
}

/** A running sandbox. */
export interface Sandbox {
  readonly ready: SandboxReadyLine;
  /** Cuts connections, drops queued events and closes the state. Safe to call twice. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a Bitrix24 portal and an amoCRM account in this process: their APIs, authorization servers, pages and one
 * control interface on one port.
 *
 * @throws SandboxStartError `Sandbox.HomeBusy` when another sandbox uses the folder
 * @throws NodeJS.ErrnoException `EADDRINUSE` when the port is taken
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  const clock = new ClockShift();
  const site: Site = { addresses: addressesAt(host, 0), limitFactor: new LimitFactor(), clock };
  const ownNow = options.now ?? Date.now;
  const now = (): number => ownNow() + clock.ms;
  const store = DocumentStore.open(join(options.home, 'bitrix24'));
  let amocrm: AmoCrm | null = null;
  try {
    amocrm = openAmoCrm({
      now,
      home: options.home,
      limits: options.limits ?? true,
      limitFactor: site.limitFactor,
      baseUrl: () => new URL(site.addresses.pageUrl).origin,
    });
    const opened = amocrm;
    const portal = openPortal(store, now);
    seedPortal(portal);
    const running = await serve(host, options, site, portal, loadCredentials(store), opened);
    const stop = (): Promise<void> =>
      running.stop().finally(() => {
        opened.close();
        store.close();
      });
    let closing: Promise<void> | null = null;
    return { ready: running.ready, close: () => (closing ??= stop()) };
  } catch (error) {
    amocrm?.close();
    store.close();
    throw error;
  }
}

/** What both CRMs share. */
interface Site {
  addresses: Addresses;
  readonly limitFactor: LimitFactor;
  readonly clock: ClockShift;
}

async function serve(
  host: string,
  options: SandboxOptions,
  site: Site,
  portal: Portal,
  credentials: Credentials,
  amocrm: AmoCrm,
): Promise<{ ready: SandboxReadyLine; stop: () => Promise<void> }> {
  const { limitFactor, clock } = site;
  const rights = new WebhookRights();
  const limits = new Limits(limitsSwitched(options.limits ?? true), limitFactor);
  const faults = new FaultPlan();
  const journal = new CallJournal();
  const events = new EventDispatcher({ portal, credentials, addresses: () => site.addresses });
  const reset = (): void => {
    resetPortal(portal);
    faults.clear();
    journal.clear();
    events.reset();
    limits.settings = limitsSwitched(options.limits ?? true);
    limitFactor.value = 1;
    clock.ms = 0;
    rights.reset();
    limits.clear();
    amocrm.control.reset();
  };
  const routes: readonly Route[] = [
    {
      prefix: '/rest/',
      handle: (request) => handleRest(request, { portal, credentials, limits, faults, journal, events, rights }),
    },
    {
      prefix: '/oauth/',
      handle: (request) => handleOAuth(request, { portal, credentials, addresses: site.addresses, faults, journal }),
    },
    ...amocrm.routes,
    {
      prefix: '/__sandbox/',
      handle: (request) =>
        handleControl(request, {
          controlToken: credentials.controlToken,
          amocrm: amocrm.control,
          portal,
          limits,
          limitFactor,
          clock,
          rights,
          faults,
          journal,
          events,
          reset,
        }),
    },
    { prefix: '/', handle: (request) => handlePage(request, { portal, events }) },
  ];
  const server = await listen(host, options.port ?? 0, () => routes, { now: portal.now });
  site.addresses = addressesAt(host, server.port);
  const secure = await listenSecurely(host, options, routes, portal.now);
  return {
    ready: { ...readyLine(portal, credentials, site.addresses, server.port), amocrm: amocrm.ready(), ...secure?.ready },
    stop: async () => {
      events.close();
      await Promise.all([server.close(), secure?.close()]);
    },
  };
}

/** The same routes over https, when a port for it is named. */
async function listenSecurely(
  host: string,
  options: SandboxOptions,
  routes: readonly Route[],
  now: Clock,
): Promise<{ ready: { tlsPort: number; caFile: string }; close: () => Promise<void> } | null> {
  if (options.tlsPort === undefined) return null;
  const identity = await loadTlsIdentity(join(options.home, 'tls'), Date.now());
  const { port, close } = await listen(host, options.tlsPort, () => routes, { now, tls: identity });
  return { close, ready: { tlsPort: port, caFile: identity.caFile } };
}

function readyLine(
  portal: Portal,
  credentials: Credentials,
  addresses: Addresses,
  port: number,
): Omit<SandboxReadyLine, 'amocrm'> {
  const { access, refresh } = installationPair(portal);
  return {
    ready: true,
    port,
    pageUrl: addresses.pageUrl,
    controlToken: credentials.controlToken,
    bitrix24: {
      webhookUrl: webhookUrl(addresses, credentials),
      clientEndpoint: addresses.clientEndpoint,
      serverEndpoint: addresses.serverEndpoint,
      clientId: credentials.clientId,
      clientSecret: credentials.clientSecret,
      accessToken: access.value,
      refreshToken: refresh.value,
      expires: Math.floor(access.expiresMs / 1000),
      memberId: credentials.memberId,
      applicationToken: credentials.applicationToken,
    },
  };
}

/** Ids go on from where they were: a card of a test is never mistaken for one of the next. */
function resetPortal(portal: Portal): void {
  portal.store.transaction(() => {
    for (const entities of Object.values(portal.entities)) entities.clear();
    const { users, statuses, categories, userFields, comments, todos, stageMoves, handlers, settings } = portal;
    for (const collection of [users, statuses, categories, userFields, comments, todos, stageMoves, handlers, settings])
      collection.clear();
    seedPortal(portal);
  });
}
