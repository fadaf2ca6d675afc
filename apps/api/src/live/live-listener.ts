import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { liveChannel } from '@voronka/persistence';
import type { LiveNotice } from '@voronka/persistence';
import type { Config, Logger } from '@voronka/platform';
import { CONFIG, LOGGER } from '../core/tokens.ts';
import { LiveHub } from './live-hub.ts';

const firstRetryMs = 200;
const longestRetryMs = 5_000;
const connectTimeoutMs = 5_000;

/**
 * One connection per process that listens to what all processes commit. After a lost connection everyone who looks is
 * told to read again: notices of the time in between are gone.
 */
@Injectable()
export class LiveListener implements OnApplicationBootstrap, OnApplicationShutdown {
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private failures = 0;
  private stopped = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(LiveHub) private readonly hub: LiveHub,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
    });
    this.client = client;
    let lost = false;
    const onLost = (err: unknown): void => {
      if (lost || this.stopped) return;
      lost = true;
      this.retry(client, err);
    };
    client.on('error', onLost);
    client.on('end', () => onLost(null));
    client.on('notification', ({ payload }) => this.publish(payload));
    try {
      await client.connect();
      await client.query(`listen ${liveChannel}`);
      if (this.failures > 0) this.hub.resync();
      this.failures = 0;
    } catch (err) {
      onLost(err);
    }
  }

  private retry(client: pg.Client, err: unknown): void {
    this.failures += 1;
    const waitMs = Math.min(firstRetryMs * 2 ** (this.failures - 1), longestRetryMs);
    this.logger.warn({ err, waitMs }, 'live updates lost their database connection');
    client.end().catch(() => undefined);
    this.timer = setTimeout(() => void this.connect(), waitMs);
  }

  private publish(payload: string | undefined): void {
    if (payload === undefined) return;
    try {
      this.hub.publish(JSON.parse(payload) as LiveNotice);
    } catch (err) {
      this.logger.warn({ err }, 'a live notice could not be read');
    }
  }
}
