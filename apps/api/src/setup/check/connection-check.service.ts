import { Inject, Injectable } from '@nestjs/common';
import {
  checkItem,
  completeCheck,
  errorTexts,
  isErrorCode,
  noAccess,
  notAnswered,
  VoronkaError,
} from '@voronka/contracts';
import type {
  CheckItem,
  CrmCallContext,
  CrmConnectorProvider,
  CrmPort,
  IntegrationCheck,
  IntegrationSetup,
} from '@voronka/contracts';
import { appendAudit, CrmHookStore, lastCrmWrite } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { correlationId, hashToken } from '@voronka/platform';
import type { Config, OutboundClient } from '@voronka/platform';
import type { Person } from '../../auth/principal.ts';
import { CONFIG, CRM_CONNECTORS, DATABASE, OUTBOUND } from '../../core/tokens.ts';
import { missingIn } from '../integration-credentials.ts';
import { deedOf, SetupService } from '../setup.service.ts';
import { publicAddressItem } from './public-address.ts';
import { addressByHandItem, arrivalItems, subscriptionItem } from './way-back.ts';

/** What the CRM itself answered. */
interface Answered {
  check: Omit<IntegrationCheck, 'items'>;
  items: CheckItem[];
}

/** Looks at everything that a joined CRM needs, and leaves no trace there. */
@Injectable()
export class ConnectionCheckService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SetupService) private readonly setup: SetupService,
    @Inject(CRM_CONNECTORS) private readonly connectors: CrmConnectorProvider,
    @Inject(CrmHookStore) private readonly hooks: CrmHookStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(OUTBOUND) private readonly outbound: OutboundClient,
  ) {}

  /**
   * Names what works and what is missing. A failure is the answer, with the words that an incident would have.
   *
   * @throws VoronkaError `Request.NotFound`
   */
  async check(person: Person, id: string): Promise<IntegrationCheck> {
    const integration = await this.setup.integration(person.workspace.id, id);
    const context: CrmCallContext = { correlationId: correlationId() ?? '', lane: 'interactive' };
    const crm = await this.connectorOf(id);
    const [asked, publicUrl] = await Promise.all([
      crm instanceof VoronkaError ? refused(crm) : this.ask(crm, id, context),
      publicAddressItem(integration.kind, this.config.publicUrl, this.outbound),
    ]);
    const hookAddress = await this.hookAddressItem(integration, crm, asked.check.ok, context);
    const found = [...asked.items, publicUrl, ...(hookAddress ? [hookAddress] : []), ...arrivalItems(integration)];
    const items = completeCheck(integration.kind, found);
    const missing = items.filter(({ state }) => state === 'missing').map(({ what }) => what);
    await appendAudit(this.database.em.fork(), {
      ...deedOf(person),
      action: 'integration.check',
      target: `integration:${id}`,
      detail: { ok: asked.check.ok, code: asked.check.code, missing },
    });
    return { ...asked.check, items };
  }

  private async connectorOf(id: string): Promise<CrmPort | VoronkaError> {
    try {
      return await this.connectors.forIntegration(id);
    } catch (error) {
      if (error instanceof VoronkaError) return error;
      throw error;
    }
  }

  private async ask(crm: CrmPort, id: string, context: CrmCallContext): Promise<Answered> {
    try {
      const { account, user, leads, failure, items } = await crm.check(context);
      if (failure !== null) return { ...refused(failure), items };
      const check = { ok: true, account, user, leads, missing: null, code: null, message: null };
      return { check, items: await this.provedByWrites(id, items) };
    } catch (error) {
      if (error instanceof VoronkaError) return refused(error);
      throw error;
    }
  }

  /** Where only a write proves the right to write, one that succeeded does. */
  private async provedByWrites(id: string, items: CheckItem[]): Promise<CheckItem[]> {
    if (!items.some(({ reason }) => reason === 'write.untold')) return items;
    const at = await lastCrmWrite(this.database.em.fork(), id);
    if (at === null) return items;
    const proved = checkItem('write', 'proved', { at: `${at.slice(0, 19).replace('T', ' ')} UTC` });
    return items.map((item) => (item.what === 'write' ? proved : item));
  }

  private async hookAddressItem(
    integration: IntegrationSetup,
    crm: CrmPort | VoronkaError,
    isIn: boolean,
    context: CrmCallContext,
  ): Promise<CheckItem | null> {
    if (crm instanceof VoronkaError || !crm.hooks) return addressByHandItem(integration);
    const { publicUrl } = this.config;
    if (publicUrl === null) return checkItem('hookAddress', 'pointless');
    if (!isIn) return null;
    try {
      const [listed, keyHash] = await Promise.all([crm.hooks.list(context), this.hooks.keyHashOf(integration.id)]);
      return subscriptionItem(listed, { publicUrl, keyHash, hashOf: hashToken });
    } catch (error) {
      if (!(error instanceof VoronkaError)) throw error;
      return error.code === 'Crm.Unauthorized'
        ? checkItem('hookAddress', 'forbidden')
        : notAnswered('hookAddress', error.code);
    }
  }
}

function refused(error: VoronkaError): Answered {
  const nothing = { ok: false, account: null, user: null, leads: null };
  const message = isErrorCode(error.code) ? errorTexts[error.code] : null;
  return { check: { ...nothing, missing: missingIn(error), code: error.code, message }, items: [noAccess(error.code)] };
}
