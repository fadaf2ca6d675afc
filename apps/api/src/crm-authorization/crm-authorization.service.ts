import { Inject, Injectable } from '@nestjs/common';
import { requestTokens } from '@voronka/connectors';
import { amocrmCallbackPath, VoronkaError } from '@voronka/contracts';
import type { authorizationOutcomes } from '@voronka/contracts';
import {
  AccountStore,
  appendAudit,
  CrmAuthorizationStore,
  CrmHookStore,
  IntegrationAccessStore,
  listIntegrations,
  PostgresCrmTokenStore,
} from '@voronka/persistence';
import type { CrmAuthorization, Database } from '@voronka/persistence';
import { correlationId, equalInConstantTime, hashToken, randomToken } from '@voronka/platform';
import type { Config, Logger, OutboundClient, SecretBox } from '@voronka/platform';
import type { Person } from '../auth/principal.ts';
import { CONFIG, DATABASE, LOGGER, OUTBOUND, SECRET_BOX } from '../core/tokens.ts';
import { consentPage } from './consent-page.ts';

/** What amoCRM sends back with the browser. */
export interface CallbackQuery {
  code: string | null;
  state: string | null;
  /** Host of the account that allowed it. */
  referer: string | null;
  error: string | null;
}

type Outcome = (typeof authorizationOutcomes)[number];

/** How long a person may take on the page of the CRM, in ms: its own code lives as long. */
const lifeMs = 20 * 60_000;
const tokenTimeoutMs = 10_000;

/** A person's way to the CRM's consent page and back, at whose end the integration has its tokens. */
@Injectable()
export class CrmAuthorizationService {
  private readonly access: IntegrationAccessStore;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SECRET_BOX) secrets: SecretBox,
    @Inject(OUTBOUND) private readonly outbound: OutboundClient,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(AccountStore) private readonly accounts: AccountStore,
    @Inject(CrmAuthorizationStore) private readonly started: CrmAuthorizationStore,
    @Inject(PostgresCrmTokenStore) private readonly tokens: PostgresCrmTokenStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CrmHookStore) private readonly hooks: CrmHookStore,
  ) {
    this.access = new IntegrationAccessStore(database, secrets);
  }

  /**
   * @param origin of our own pages, as the browser sees them
   * @throws VoronkaError `Request.NotFound`, `Crm.NotConfigured` with what is missing, `Crm.NotSupported` for other kinds
   */
  async start(person: Person, id: string, origin: string): Promise<{ url: string; redirectUrl: string }> {
    const options = { hooksCanArrive: this.config.publicUrl !== null };
    const known = await listIntegrations(this.database.em.fork(), person.workspace.id, options);
    if (!known.some((one) => one.id === id)) throw new VoronkaError('Request.NotFound', 'no integration with this id');
    const access = await this.access.accessOf(id);
    if (access.kind !== 'amocrmFull') throw new VoronkaError('Crm.NotSupported', 'this kind is not installed there');
    const state = randomToken();
    const redirectUrl = `${origin}${amocrmCallbackPath}`;
    const way: CrmAuthorization = {
      integrationId: id,
      workspaceId: person.workspace.id,
      userId: person.id,
      sessionHash: person.sessionHash,
      redirectUri: redirectUrl,
    };
    await this.started.start(hashToken(state), way, lifeMs);
    return { url: consentPage(access, state), redirectUrl };
  }

  /**
   * Ends the way: only in the browser, and within the login, that it was started from, and only once.
   *
   * @param sessionToken of the request's cookie
   */
  async finish(query: CallbackQuery, sessionToken: string | null): Promise<Outcome> {
    if (query.state === null || sessionToken === null) return 'expired';
    const way = await this.started.take(hashToken(query.state));
    const sessionHash = hashToken(sessionToken);
    if (!way || !equalInConstantTime(way.sessionHash, sessionHash)) return 'expired';
    const login = await this.accounts.findSession(sessionHash, new Date());
    if (login?.user.role !== 'admin') return 'expired';
    if (query.error !== null || query.code === null) return 'denied';
    const outcome = await this.exchange(way, query.code, query.referer);
    const deed = {
      workspaceId: way.workspaceId,
      actor: { id: login.user.id, name: login.user.name },
      correlationId: correlationId() ?? '',
    };
    // Now the CRM can be asked, and our webhook be subscribed.
    if (outcome === 'given') await this.hooks.askForRun(deed, way.integrationId);
    await appendAudit(this.database.em.fork(), {
      ...deed,
      action: 'integration.authorize',
      target: `integration:${way.integrationId}`,
      detail: { outcome },
    });
    return outcome;
  }

  private async exchange(way: CrmAuthorization, code: string, referer: string | null): Promise<Outcome> {
    try {
      const access = await this.access.accessOf(way.integrationId);
      if (access.kind !== 'amocrmFull') return 'failed';
      // The tokens of another account would write this company's clients there.
      if (referer !== null && referer !== new URL(access.accountUrl).host) return 'otherAccount';
      const grant = { grant_type: 'authorization_code', code, redirect_uri: way.redirectUri } as const;
      const transport = { client: this.outbound, timeoutMs: tokenTimeoutMs };
      await this.tokens.keep(way.integrationId, await requestTokens(access, grant, transport));
      return 'given';
    } catch (err) {
      if (!(err instanceof VoronkaError)) throw err;
      this.logger.warn({ err, integrationId: way.integrationId }, 'an integration was not authorized');
      return 'failed';
    }
  }
}
