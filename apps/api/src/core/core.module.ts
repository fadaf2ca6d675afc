import { Global, Module } from '@nestjs/common';
import type { DynamicModule, FactoryProvider, OnApplicationShutdown } from '@nestjs/common';
import { buildOutboxSender } from '@voronka/activities';
import { buildChannelDelivery } from '@voronka/channels';
import { buildConnectorProvider } from '@voronka/connectors';
import { LanguageModelAdapter } from '@voronka/outside';
import {
  AccountStore,
  AssignmentStore,
  AssistantDialogueStore,
  AssistantTokenStore,
  AssistantTurnStore,
  AvailabilityStore,
  BundleCache,
  CalendarStore,
  CrmHookStore,
  CrmAuthorizationStore,
  CrmWidgetStore,
  DistributionStore,
  FlowBindingStore,
  FlowLibraryStore,
  FlowStore,
  FunnelStore,
  HeldStore,
  HousekeepingStore,
  InboxStore,
  IncidentStore,
  IntegrationAccessStore,
  MoveStore,
  ManagerLinkStore,
  LanguageModelDirectoryStore,
  OperatorStore,
  OutgoingWebhookStore,
  OwnershipStore,
  PostgresCardMirrorStore,
  PostgresCardWatchStore,
  PostgresCrmTokenStore,
  PostgresLimiterStore,
  PostgresOutboxStore,
  SetupCreationStore,
  SetupRemovalStore,
  SetupStore,
  SignalStore,
  VisitorStore,
  WebhookChannelStore,
  WebhookRequestStore,
} from '@voronka/persistence';
import { createOutboundClient, createSecretBox } from '@voronka/platform';
import type { OutboundClient } from '@voronka/platform';
import { createDateParser, createPhoneParser } from '@voronka/rules-engine';
import type { ApiRuntime } from './runtime.ts';
import {
  BARRIER,
  CONFIG,
  CRM_CONNECTORS,
  DATABASE,
  KEYRING,
  LOGGER,
  OUTBOUND,
  OUTBOX_SENDER,
  SECRET_BOX,
  TEMPORAL_UI_URL,
} from './tokens.ts';

/** How long a claimed message belongs to this process, in ms: longer than a delivery's timeout of 10 s. */
const outboxLeaseMs = 30_000;

function factories(runtime: ApiRuntime): FactoryProvider[] {
  const { orm, barrier } = runtime;
  const secrets = createSecretBox(runtime.keyring);
  const outbound = createOutboundClient({ allowHosts: runtime.config.allowHosts });
  const give = (provide: FactoryProvider['provide'], useFactory: () => unknown): FactoryProvider => ({
    provide,
    useFactory,
  });
  return [
    give(AccountStore, () => new AccountStore(orm)),
    give(AssignmentStore, () => new AssignmentStore(orm)),
    give(AssistantDialogueStore, () => new AssistantDialogueStore(orm)),
    give(AssistantTokenStore, () => new AssistantTokenStore(orm)),
    give(AssistantTurnStore, () => new AssistantTurnStore(orm)),
    give(AvailabilityStore, () => new AvailabilityStore(orm)),
    give(BundleCache, () => new BundleCache()),
    give(CalendarStore, () => new CalendarStore(orm)),
    give(CrmHookStore, () => new CrmHookStore(orm)),
    give(CrmAuthorizationStore, () => new CrmAuthorizationStore(orm)),
    give(CrmWidgetStore, () => new CrmWidgetStore(orm)),
    give(PostgresCrmTokenStore, () => new PostgresCrmTokenStore(orm, secrets)),
    give(DistributionStore, () => new DistributionStore(orm)),
    give(FlowBindingStore, () => new FlowBindingStore(orm)),
    give(FlowLibraryStore, () => new FlowLibraryStore(orm)),
    give(FlowStore, () => new FlowStore(orm)),
    give(FunnelStore, () => new FunnelStore(orm)),
    give(HeldStore, () => new HeldStore(orm)),
    give(HousekeepingStore, () => new HousekeepingStore(orm)),
    give(InboxStore, () => new InboxStore(orm, barrier)),
    give(IncidentStore, () => new IncidentStore(orm)),
    give(ManagerLinkStore, () => new ManagerLinkStore(orm)),
    give(MoveStore, () => new MoveStore(orm)),
    give(OperatorStore, () => new OperatorStore(orm)),
    give(OutgoingWebhookStore, () => new OutgoingWebhookStore(orm, secrets)),
    give(OwnershipStore, () => new OwnershipStore(orm, barrier)),
    give(PostgresCardMirrorStore, () => new PostgresCardMirrorStore(orm)),
    give(IntegrationAccessStore, () => new IntegrationAccessStore(orm, secrets)),
    give(PostgresCardWatchStore, () => new PostgresCardWatchStore(orm)),
    give(PostgresLimiterStore, () => new PostgresLimiterStore(orm)),
    give(SetupCreationStore, () => new SetupCreationStore(orm)),
    give(SetupRemovalStore, () => new SetupRemovalStore(orm)),
    give(SetupStore, () => new SetupStore(orm)),
    give(SignalStore, () => new SignalStore(orm)),
    give(VisitorStore, () => new VisitorStore(orm)),
    give(WebhookRequestStore, () => new WebhookRequestStore(orm)),
    give(SECRET_BOX, () => secrets),
    give(OUTBOUND, () => outbound),
    give(
      LanguageModelAdapter,
      () =>
        new LanguageModelAdapter({
          client: outbound,
          directory: new LanguageModelDirectoryStore(orm, secrets),
          parsers: { parsePhone: createPhoneParser(), parseDate: createDateParser() },
        }),
    ),
    give(OUTBOX_SENDER, () =>
      buildOutboxSender({
        outbox: new PostgresOutboxStore(orm, outboxLeaseMs),
        delivery: buildChannelDelivery({ client: outbound, webhooks: new WebhookChannelStore(orm, secrets) }),
        barrier,
      }),
    ),
    give(CRM_CONNECTORS, () =>
      buildConnectorProvider({
        client: outbound,
        limiter: new PostgresLimiterStore(orm),
        access: new IntegrationAccessStore(orm, secrets),
        tokens: new PostgresCrmTokenStore(orm, secrets),
        mirror: new PostgresCardMirrorStore(orm),
      }),
    ),
  ];
}

/** Closes what the composition root opened, after the last request. */
class RuntimeCloser implements OnApplicationShutdown {
  constructor(
    private readonly runtime: ApiRuntime,
    private readonly outbound: OutboundClient,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.outbound.close();
    await this.runtime.orm.close();
  }
}

/** What every feature may use: settings, log, stores. */
@Global()
@Module({})
export class CoreModule {
  static forRuntime(runtime: ApiRuntime): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: runtime.config },
      { provide: KEYRING, useValue: runtime.keyring },
      { provide: LOGGER, useValue: runtime.logger },
      { provide: BARRIER, useValue: runtime.barrier },
      { provide: DATABASE, useValue: runtime.orm },
      { provide: TEMPORAL_UI_URL, useValue: runtime.temporalUiUrl },
      ...factories(runtime),
      {
        provide: RuntimeCloser,
        inject: [OUTBOUND],
        useFactory: (outbound: OutboundClient) => new RuntimeCloser(runtime, outbound),
      },
    ];
    return { module: CoreModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}
