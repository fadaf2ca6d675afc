import { join } from 'node:path';
import type { Clock } from '../bitrix24/portal-time.ts';
import { CallJournal } from '../control/call-journal.ts';
import type { AmoControlDeps } from '../control/amocrm-control.ts';
import { FaultPlan } from '../faults/fault-plan.ts';
import type { Delivery, HttpRequest, Route } from '../http/http-types.ts';
import type { LimitFactor } from '../limits/limit-factor.ts';
import { handleAmoPage } from '../page/amocrm/amo-routes.ts';
import { handleConsent } from '../page/amocrm/consent-page.ts';
import { DocumentStore } from '../store/document-store.ts';
import { accountProfile, openAccount } from './account.ts';
import type { Account } from './account.ts';
import { handleApi } from './api-endpoint.ts';
import { loadCredentials } from './auth/credentials.ts';
import { installationPair } from './auth/tokens.ts';
import { HookDispatcher } from './events/hook-dispatcher.ts';
import { AmoLimits, vendorAmoLimits } from './limits.ts';
import { handleOAuth } from './oauth.ts';
import { seedAccount } from './seed.ts';
import type { WidgetPlace } from './widget/installed-widget.ts';

/** How to open the account. */
export interface AmoCrmOptions {
  /** Folder of the sandbox; the account's state lies in a folder below it. */
  readonly home: string;
  readonly now: Clock;
  /** Whether the vendor's limits are on. */
  readonly limits: boolean;
  readonly limitFactor: LimitFactor;
  /** Address of the account, without a slash at the end; known once the server listens. */
  readonly baseUrl: () => string;
}

/** What a client needs to connect. */
export interface AmoCrmReadyLine {
  /** Address of the account, without a slash at the end. */
  readonly baseUrl: string;
  /** For people: the account's board in a browser. */
  readonly pageUrl: string;
  readonly accountId: number;
  readonly subdomain: string;
  readonly longLivedToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly accessToken: string;
  /** Can be used once. */
  readonly refreshToken: string;
}

/** An amoCRM account with everything that serves it. */
export interface AmoCrm {
  readonly account: Account;
  readonly hooks: HookDispatcher;
  readonly routes: readonly Route[];
  readonly control: AmoControlDeps;
  readonly ready: () => AmoCrmReadyLine;
  /** Drops queued webhooks and closes the state. */
  readonly close: () => void;
}

/** @throws SandboxStartError `Sandbox.HomeBusy` when another sandbox uses the folder */
export function openAmoCrm(options: AmoCrmOptions): AmoCrm {
  const { baseUrl, limitFactor } = options;
  const store = DocumentStore.open(join(options.home, 'amocrm'));
  const account = openAccount(store, options.now);
  seedAccount(account);
  const credentials = (): ReturnType<typeof loadCredentials> => loadCredentials(store);
  const limits = new AmoLimits({ ...vendorAmoLimits, enabled: options.limits }, limitFactor);
  const faults = new FaultPlan();
  const journal = new CallJournal();
  const hooks = new HookDispatcher(account, baseUrl);
  const search = { lagMs: 0 };
  const widget: WidgetPlace = { installed: null };
  const reset = (): void => {
    emptyAccount(account);
    faults.clear();
    journal.clear();
    hooks.reset();
    search.lagMs = 0;
    widget.installed = null;
    limits.settings = { ...vendorAmoLimits, enabled: options.limits };
    limits.clear();
  };
  const served = { account, credentials, baseUrl, faults, journal };
  const showPage = (request: HttpRequest): Promise<Delivery> =>
    handleAmoPage(request, { account, hooks, credentials, baseUrl, widget });
  return {
    account,
    hooks,
    control: { account, credentials, baseUrl, limits, faults, journal, hooks, search, widget, reset },
    routes: [
      { prefix: '/api/v4/', handle: (request) => handleApi(request, { ...served, limits, hooks, search }) },
      { prefix: '/oauth2/', handle: (request) => handleOAuth(request, served) },
      { prefix: '/oauth', handle: (request) => handleConsent(request, served) },
      { prefix: '/amocrm', handle: showPage },
      { prefix: '/leads/detail/', handle: showPage },
      { prefix: '/contacts/detail/', handle: showPage },
    ],
    ready: () => readyLine(account, baseUrl()),
    close: () => {
      hooks.close();
      store.close();
    },
  };
}

function readyLine(account: Account, baseUrl: string): AmoCrmReadyLine {
  const { clientId, clientSecret, redirectUri, longLivedToken } = loadCredentials(account.store);
  const { access, refresh } = installationPair(account);
  return {
    baseUrl,
    pageUrl: `${baseUrl}/amocrm`,
    accountId: accountProfile.id,
    subdomain: accountProfile.subdomain,
    longLivedToken,
    clientId,
    clientSecret,
    redirectUri,
    accessToken: access.value,
    refreshToken: refresh.value,
  };
}

/** Ids go on from where they were: a card of a test is never mistaken for one of the next. */
function emptyAccount(account: Account): void {
  account.store.transaction(() => {
    const { leads, contacts, companies, users, pipelines, tags, customFields } = account;
    for (const collection of [leads, contacts, companies, users, pipelines, tags, customFields]) collection.clear();
    const { notes, tasks, lossReasons, events, unsorted, webhooks } = account;
    for (const collection of [notes, tasks, lossReasons, events, unsorted, webhooks]) collection.clear();
    seedAccount(account);
  });
}
