import type { Barrier } from '@voronka/contracts';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Config, Keyring, Logger } from '@voronka/platform';

/** What a running API is made of; built by the entry point, or by a test. */
export interface ApiRuntime {
  config: Config;
  keyring: Keyring;
  logger: Logger;
  barrier: Barrier;
  /** Connected as the application's role. Closed with the API. */
  orm: MikroORM;
  /** Where Temporal's own interface is, without a slash at the end; null when there is none to link to. */
  temporalUiUrl: string | null;
}
