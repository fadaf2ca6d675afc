import { Module } from '@nestjs/common';
import { CrmHooksController } from './crm-hooks.controller.ts';
import { CrmHooksService } from './crm-hooks.service.ts';
import { CrmWatchController } from './crm-watch.controller.ts';
import { SignedChanges } from './signed-changes.ts';

/** What people change in the CRMs comes back here. */
@Module({
  controllers: [CrmHooksController, CrmWatchController],
  providers: [CrmHooksService, SignedChanges],
})
export class CrmHooksModule {}
