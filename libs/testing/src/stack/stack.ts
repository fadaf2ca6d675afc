import type { AdminClient, Login } from './admin-client.ts';
import type { BarrierControl } from './barrier-control.ts';
import type { CrmView } from './crm-view.ts';
import type { PartName } from './part.ts';
import type { VisitorOptions, WidgetClient } from './widget-client.ts';

/** What a stack is to be like. */
export interface StackOptions {
  /** A home that exists already, such as one that a backup was restored to. @default a new temporary one */
  readonly home?: string;
  /** Logins of an existing home; a new home makes its own. */
  readonly logins?: StackLogins;
  /** Added to the environment of API, worker and sandbox. */
  readonly env?: Readonly<Record<string, string>>;
  /** How long after it left a write to the CRM may still turn up, in ms. @default 700 */
  readonly indexLagMs?: number;
  /** Dynamic configuration of Temporal's server. */
  readonly temporalConfig?: Readonly<Record<string, string>>;
}

/** People of the workspace. */
export interface StackLogins {
  readonly admin: Login;
  /** Ольга, who is mapped to a user of the CRM; null in a workspace that began empty. */
  readonly manager: Login | null;
}

/** A log file of a home. */
export interface LogFile {
  readonly file: string;
  readonly text: string;
}

/** The whole product in real processes, as it runs on one machine, in a home and on ports of its own. */
export interface Stack {
  readonly url: string;
  readonly home: string;
  /** host:port of Temporal's gRPC service. */
  readonly temporalAddress: string;
  /** Address of the database as its superuser; holds a password. */
  readonly databaseUrl: string;
  /** Webhook address of the CRM; holds a key. */
  readonly crmUrl: string;
  readonly barriers: BarrierControl;
  readonly crm: CrmView;
  /** The first admin, logged in. */
  readonly admin: AdminClient;
  /** The demo's manager, logged in; mapped to a user of the CRM. The admin where there is no demo. */
  readonly manager: AdminClient;
  /** Environment of the worker, for workers of other builds that a suite starts itself. */
  readonly workerEnvironment: NodeJS.ProcessEnv;
  /** Opens the chat as a new visitor. */
  visitor(options?: VisitorOptions): Promise<WidgetClient>;
  /** Rows of a statement, as the database's superuser. Placeholders are `$1`. */
  query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** SIGKILL to the real process; resolves when it runs again, on the same port with the same data. */
  kill(part: PartName): Promise<void>;
  /** SIGKILL without a restart, until {@link Stack.start}. */
  killForGood(part: PartName): Promise<void>;
  /** Starts what was killed for good. */
  start(part: PartName): Promise<void>;
  /** Null while it does not run. */
  pid(part: PartName): number | null;
  /** How often a part has been started. */
  lives(part: PartName): number;
  /** Waits until a part runs that has been started more often than that. */
  untilRestarted(part: PartName, livesBefore: number): Promise<void>;
  /**
   * Starts one more process of a program on the same database, queue and CRM; it ends with the stack.
   * @returns its address: of the API, or of the worker's metrics
   */
  startSecond(app: 'api' | 'worker'): Promise<string>;
  /** Every log file of the home. */
  logs(): LogFile[];
  /** What must never be shown, by name: keys, passwords, the CRM's address. */
  secrets(): Promise<Readonly<Record<string, string>>>;
  /** Stops everything and leaves the home with its data. */
  stop(): Promise<void>;
  /** Stops everything and removes what is temporary. */
  destroy(): Promise<void>;
}
