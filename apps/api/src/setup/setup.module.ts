import { Module } from '@nestjs/common';
import { DialogueMoverModule } from '../dialogues/dialogue-mover.module.ts';
import { ConnectionCheckService } from './check/connection-check.service.ts';
import { CrmPeopleController } from './crm-people.controller.ts';
import { HookReleaser } from './hook-releaser.ts';
import { IntegrationRemovalService } from './integration-removal.service.ts';
import { SetupNewController } from './setup-new.controller.ts';
import { SetupNewService } from './setup-new.service.ts';
import { SetupController } from './setup.controller.ts';
import { SetupService } from './setup.service.ts';
import { WebhookCrmController } from './webhook-crm.controller.ts';
import { WebhookCrmService } from './webhook-crm.service.ts';

/** Settings. */
@Module({
  imports: [DialogueMoverModule],
  controllers: [SetupController, SetupNewController, CrmPeopleController, WebhookCrmController],
  providers: [
    ConnectionCheckService,
    HookReleaser,
    IntegrationRemovalService,
    SetupService,
    SetupNewService,
    WebhookCrmService,
  ],
  exports: [SetupService],
})
export class SetupModule {}
