import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';
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
import { consentWayOf } from './consent-way.ts';
import type { CallbackQuery } from './consent-way.ts';

type Outcome = (typeof authorizationOutcomes)[number];

/** How long a person may take on the page of the CRM, in ms. The code that they come back with is used at once. */
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
    const consent = consentWayOf(await this.access.accessOf(id));
    if (consent === null) throw new VoronkaError('Crm.NotSupported', 'no application is installed there');
    const state = randomToken();
    const redirectUrl = `${origin}${consent.callbackPath}`;
    const way: CrmAuthorization = {
      integrationId: id,
      workspaceId: person.workspace.id,
      userId: person.id,
      sessionHash: person.sessionHash,
      redirectUri: redirectUrl,
    };
    await this.started.start(hashToken(state), way, lifeMs);
    return { url: consent.page(state, redirectUrl), redirectUrl };
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
    const outcome = await this.exchange(way, query, query.code);
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

  private async exchange(way: CrmAuthorization, query: CallbackQuery, code: string): Promise<Outcome> {
    const { integrationId, redirectUri } = way;
    try {
      const consent = consentWayOf(await this.access.accessOf(integrationId));
      if (consent === null) return 'failed';
      const knownMember = await this.tokens.memberOf(integrationId);
      if (consent.isOtherAccount(query, knownMember)) return 'otherAccount';
      const transport = { client: this.outbound, timeoutMs: tokenTimeoutMs };
      const tokens = await consent.tokens(code, redirectUri, transport);
      if (consent.areOthers(tokens, query, knownMember)) return 'otherAccount';
      await this.tokens.keep(integrationId, tokens);
      await this.hooks.forgetToken(integrationId);
      return 'given';
    } catch (err) {
      if (!(err instanceof VoronkaError)) throw err;
      this.logger.warn({ err, integrationId }, 'an integration was not authorized');
      return err.code === 'Request.Conflict' ? 'alreadyJoined' : 'failed';
    }
  }
}
