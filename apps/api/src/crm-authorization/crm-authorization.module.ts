import { Module } from '@nestjs/common';
import { CrmAuthorizationController } from './crm-authorization.controller.ts';
import { CrmAuthorizationService } from './crm-authorization.service.ts';
import { CrmTokenKeeper } from './crm-token-keeper.ts';

/** Allowing applications in CRMs, and keeping what was allowed. */
@Module({
  controllers: [CrmAuthorizationController],
  providers: [CrmAuthorizationService, CrmTokenKeeper],
  exports: [CrmTokenKeeper],
})
export class CrmAuthorizationModule {}
