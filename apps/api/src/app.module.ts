import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AssistantApiModule } from './assistant-api/assistant-api.module.ts';
import { AttentionModule } from './attention/attention.module.ts';
import { AuthModule } from './auth/auth.module.ts';
import { CoreModule } from './core/core.module.ts';
import type { ApiRuntime } from './core/runtime.ts';
import { CrmHooksModule } from './crm-hooks/crm-hooks.module.ts';
import { CrmAuthorizationModule } from './crm-authorization/crm-authorization.module.ts';
import { CrmWidgetModule } from './crm-widget/crm-widget.module.ts';
import { DialoguesModule } from './dialogues/dialogues.module.ts';
import { FlowsModule } from './flows/flows.module.ts';
import { FunnelsModule } from './funnels/funnels.module.ts';
import { LiveModule } from './live/live.module.ts';
import { McpModule } from './mcp/mcp.module.ts';
import { OperationModule } from './operation/operation.module.ts';
import { OutgoingWebhooksModule } from './outgoing-webhooks/outgoing-webhooks.module.ts';
import { OverviewModule } from './overview/overview.module.ts';
import { PeopleModule } from './people/people.module.ts';
import { SetupModule } from './setup/setup.module.ts';
import { SignalsModule } from './signals/signals.module.ts';
import { SiteModule } from './site/site.module.ts';
import { WebhookChannelModule } from './webhook-channel/webhook-channel.module.ts';
import { WidgetModule } from './widget/widget.module.ts';

/** The whole API. */
@Module({})
export class AppModule {
  static forRuntime(runtime: ApiRuntime): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CoreModule.forRuntime(runtime),
        AuthModule,
        LiveModule,
        WidgetModule,
        WebhookChannelModule,
        CrmHooksModule,
        DialoguesModule,
        CrmWidgetModule,
        FlowsModule,
        AttentionModule,
        AssistantApiModule,
        McpModule,
        SetupModule,
        CrmAuthorizationModule,
        FunnelsModule,
        SignalsModule,
        OutgoingWebhooksModule,
        PeopleModule,
        OverviewModule,
        OperationModule,
        SiteModule,
      ],
    };
  }
}
