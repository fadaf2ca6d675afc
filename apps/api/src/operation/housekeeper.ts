import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { HousekeepingStore } from '@voronka/persistence';
import type { Logger } from '@voronka/platform';
import { LOGGER } from '../core/tokens.ts';

const everyMs = 60 * 60 * 1000;

/** Clears away outdated rows once an hour. */
@Injectable()
export class Housekeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(HousekeepingStore) private readonly store: HousekeepingStore,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.store
        .run()
        .catch((err: unknown) => this.logger.warn({ err }, 'housekeeping failed and will be tried again'));
    }, everyMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
