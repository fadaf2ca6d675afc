import { Inject, Injectable } from '@nestjs/common';
import { HookKeeper } from '@voronka/activities';
import { errorTexts, VoronkaError } from '@voronka/contracts';
import type { CrmConnectorProvider, ReleasedWebhook } from '@voronka/contracts';
import { CrmHookStore } from '@voronka/persistence';
import { correlationId, hashToken, randomToken } from '@voronka/platform';
import type { Config, Logger } from '@voronka/platform';
import { CONFIG, CRM_CONNECTORS, LOGGER } from '../core/tokens.ts';

/** How often the CRM is asked to send to us no more. */
const attempts = 2;
/** How long a person waits for that at most, in ms. */
const patienceMs = 15_000;

/** Takes our webhook away from the CRM that an integration is about to leave. */
@Injectable()
export class HookReleaser {
  private readonly keeper: HookKeeper;

  constructor(
    @Inject(CRM_CONNECTORS) private readonly connectors: CrmConnectorProvider,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CrmHookStore) store: CrmHookStore,
    @Inject(CONFIG) { publicUrl }: Config,
  ) {
    this.keeper = new HookKeeper({ store, publicUrl, newKey: randomToken, hashKey: hashToken });
  }

  /**
   * Asks by the access that is stored now. That the webhook could not be taken away is told and logged, and blocks nothing.
   *
   * @param withinMs what is under way then is left alone, and nothing more is asked
   */
  async release(integrationId: string, withinMs = patienceMs): Promise<ReleasedWebhook> {
    const signal = AbortSignal.timeout(withinMs);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const taken = await untilAborted(this.take(integrationId, signal), signal);
        return { webhook: taken > 0 ? 'removed' : 'none', code: null, message: null };
      } catch (error) {
        if (!(error instanceof VoronkaError)) throw error;
        // Without an access there is nothing that could have been subscribed by it now.
        if (error.code === 'Crm.NotConfigured') return { webhook: 'none', code: null, message: null };
        if (attempt < attempts && error.code !== 'Crm.Unauthorized' && !signal.aborted) continue;
        const { code } = error;
        this.logger.warn({ integrationId, code }, 'A webhook stays in a CRM that an integration has left');
        return { webhook: 'left', code, message: errorTexts[code] };
      }
    }
  }

  private async take(integrationId: string, signal: AbortSignal): Promise<number> {
    const crm = await this.connectors.forIntegration(integrationId);
    const context = { correlationId: correlationId() ?? '', lane: 'interactive' } as const;
    return this.keeper.release(integrationId, crm, context, signal);
  }
}

/** @throws VoronkaError `Crm.TimedOut` when the signal comes first; what is still under way then ends unheard */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const tooLate = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new VoronkaError('Crm.TimedOut', 'the CRM takes too long')), {
      once: true,
    });
  });
  return Promise.race([work, tooLate]);
}
