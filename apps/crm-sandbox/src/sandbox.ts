import { join } from 'node:path';
import { addressesAt, webhookUrl } from './bitrix24/addresses.ts';
import type { Addresses } from './bitrix24/addresses.ts';
import { loadCredentials } from './bitrix24/auth/credentials.ts';
import type { Credentials } from './bitrix24/auth/credentials.ts';
import { installationPair } from './bitrix24/auth/tokens.ts';
import { EventDispatcher } from './bitrix24/events/event-dispatcher.ts';
import { handleOAuth } from './bitrix24/oauth.ts';
import { openPortal } from './bitrix24/portal.ts';
import type { Portal } from './bitrix24/portal.ts';
import type { Clock } from './bitrix24/portal-time.ts';
import { handleRest } from './bitrix24/rest-endpoint.ts';
import { seedPortal } from './bitrix24/seed.ts';
import { CallJournal } from './control/call-journal.ts';
import { handleControl } from './control/control-api.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { listen } from './http/http-server.ts';
import type { Route } from './http/http-types.ts';
import { Limits, limitsSwitched } from './limits/limits.ts';
import { handlePage } from './page/page-routes.ts';
import { DocumentStore } from './store/document-store.ts';

/** How to start a sandbox. */
export interface SandboxOptions {
  /** @default 0, a free port */
  readonly port?: number;
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
}

/** A running sandbox. */
export interface Sandbox {
  readonly ready: SandboxReadyLine;
  /** Cuts connections, drops queued events and closes the state. Safe to call twice. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a Bitrix24 portal in this process: REST, authorization server, page and control interface on one port.
 *
 * @throws SandboxStartError `Sandbox.HomeBusy` when another sandbox uses the folder
 * @throws NodeJS.ErrnoException `EADDRINUSE` when the port is taken
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  const store = DocumentStore.open(join(options.home, 'bitrix24'));
  try {
    const portal = openPortal(store, options.now ?? Date.now);
    seedPortal(portal);
    const credentials = loadCredentials(store);
    const running = await serve(host, options, portal, credentials);
    let closing: Promise<void> | null = null;
    return { ready: running.ready, close: () => (closing ??= running.stop().finally(() => store.close())) };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function serve(
  host: string,
  options: SandboxOptions,
  portal: Portal,
  credentials: Credentials,
): Promise<{ ready: SandboxReadyLine; stop: () => Promise<void> }> {
  let addresses = addressesAt(host, 0);
  const limits = new Limits(limitsSwitched(options.limits ?? true));
  const faults = new FaultPlan();
  const journal = new CallJournal();
  const events = new EventDispatcher({ portal, credentials, addresses: () => addresses });
  const reset = (): void => {
    resetPortal(portal);
    faults.clear();
    journal.clear();
    events.reset();
    limits.settings = limitsSwitched(options.limits ?? true);
    limits.clear();
  };
  const routes: readonly Route[] = [
    {
      prefix: '/rest/',
      handle: (request) => handleRest(request, { portal, credentials, limits, faults, journal, events }),
    },
    {
      prefix: '/oauth/',
      handle: (request) => handleOAuth(request, { portal, credentials, addresses, faults, journal }),
    },
    {
      prefix: '/__sandbox/',
      handle: (request) =>
        handleControl(request, {
          controlToken: credentials.controlToken,
          portal,
          limits,
          faults,
          journal,
          events,
          reset,
        }),
    },
    { prefix: '/', handle: (request) => handlePage(request, { portal, events }) },
  ];
  const server = await listen(host, options.port ?? 0, () => routes);
  addresses = addressesAt(host, server.port);
  return {
    ready: readyLine(portal, credentials, addresses, server.port),
    stop: async () => {
      events.close();
      await server.close();
    },
  };
}

function readyLine(portal: Portal, credentials: Credentials, addresses: Addresses, port: number): SandboxReadyLine {
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
    const { users, statuses, categories, userFields, comments, todos, stageMoves, handlers } = portal;
    for (const collection of [users, statuses, categories, userFields, comments, todos, stageMoves, handlers])
      collection.clear();
    seedPortal(portal);
  });
}
