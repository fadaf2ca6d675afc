import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { CrmConnectorProvider } from '@voronka/contracts';
import { PostgresCrmTokenStore } from '@voronka/persistence';
import { newCorrelationId } from '@voronka/platform';
import type { Logger } from '@voronka/platform';
import { CRM_CONNECTORS, LOGGER } from '../core/tokens.ts';

const everyMs = 6 * 60 * 60_000;

/** A refresh token that nobody uses ends after three months (Bitrix24: six); this leaves two of them for attempts. */
const unusedMs = 30 * 24 * 60 * 60_000;

/** Keeps the tokens of integrations alive that no dialogue uses. */
@Injectable()
export class CrmTokenKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(PostgresCrmTokenStore) private readonly tokens: PostgresCrmTokenStore,
    @Inject(CRM_CONNECTORS) private readonly connectors: CrmConnectorProvider,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.keep(new Date()).catch((err: unknown) =>
        this.logger.warn({ err }, 'tokens of CRMs could not be kept alive'),
      );
    }, everyMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Uses what has long not been used: any call renews an access token that has ended. */
  async keep(now: Date): Promise<void> {
    for (const integrationId of await this.tokens.unusedSince(new Date(now.getTime() - unusedMs))) {
      try {
        const crm = await this.connectors.forIntegration(integrationId);
        await crm.check({ correlationId: newCorrelationId(), lane: 'bulk' });
      } catch (err) {
        this.logger.warn({ err, integrationId }, 'the tokens of an integration were not renewed');
      }
    }
  }
}
