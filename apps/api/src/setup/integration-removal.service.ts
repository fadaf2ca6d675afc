import { Inject, Injectable } from '@nestjs/common';
import { HookKeeper } from '@voronka/activities';
import { errorTexts, VoronkaError } from '@voronka/contracts';
import type { CrmConnectorProvider, RemovedIntegration } from '@voronka/contracts';
import { CrmHookStore, SetupRemovalStore } from '@voronka/persistence';
import { correlationId, hashToken, randomToken } from '@voronka/platform';
import type { Config, Logger } from '@voronka/platform';
import type { Person } from '../auth/principal.ts';
import { CONFIG, CRM_CONNECTORS, LOGGER } from '../core/tokens.ts';
import { tellUsers } from './setup-users.ts';
import { deedOf } from './setup.service.ts';

/** How often the CRM is asked to send to us no more. */
const attempts = 2;

/** Removes integrations that nothing uses, and our webhooks from their CRMs. */
@Injectable()
export class IntegrationRemovalService {
  private readonly keeper: HookKeeper;

  constructor(
    @Inject(SetupRemovalStore) private readonly removal: SetupRemovalStore,
    @Inject(CRM_CONNECTORS) private readonly connectors: CrmConnectorProvider,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CrmHookStore) store: CrmHookStore,
    @Inject(CONFIG) { publicUrl }: Config,
  ) {
    this.keeper = new HookKeeper({ store, publicUrl, newKey: randomToken, hashKey: hashToken });
  }

  /**
   * The webhook goes first, while there still is an access. That it could not be taken away is told and blocks nothing.
   *
   * @throws VoronkaError `Request.NotFound`; FieldsError `Setup.InUse` naming what uses it
   */
  async remove(person: Person, id: string): Promise<RemovedIntegration> {
    const deed = deedOf(person);
    await this.removal.requireUnused(deed, id).catch(tellUsers);
    const released = await this.release(id);
    await this.removal.removeIntegration(deed, id).catch(tellUsers);
    return released;
  }

  private async release(id: string): Promise<RemovedIntegration> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const crm = await this.connectors.forIntegration(id);
        const taken = await this.keeper.release(id, crm, { correlationId: correlationId() ?? '', lane: 'interactive' });
        return { webhook: taken > 0 ? 'removed' : 'none', code: null, message: null };
      } catch (error) {
        if (!(error instanceof VoronkaError)) throw error;
        // Without an access there is nothing that could have been subscribed by it now.
        if (error.code === 'Crm.NotConfigured') return { webhook: 'none', code: null, message: null };
        if (attempt < attempts && error.code !== 'Crm.Unauthorized') continue;
        const { code } = error;
        this.logger.warn({ integrationId: id, code }, 'A webhook stays in the CRM of a removed integration');
        return { webhook: 'left', code, message: errorTexts[code] };
      }
    }
  }
}
