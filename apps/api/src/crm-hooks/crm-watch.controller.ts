import { Body, Controller, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { crmHookAddressSchema, crmHookTokenSchema } from '@voronka/contracts';
import type { CrmHookAddress } from '@voronka/contracts';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { CrmHooksService } from './crm-hooks.service.ts';

const recordId = new IdPipe();

/** How an integration is watched. */
@ApiTags('setup')
@Controller('api/integrations')
export class CrmWatchController {
  constructor(@Inject(CrmHooksService) private readonly hooks: CrmHooksService) {}

  @Post(':id/hook')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'A new address for the CRM’s webhooks, told this once; the former one ends' })
  @ApiOkResponse({ standardSchema: crmHookAddressSchema })
  newAddress(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<CrmHookAddress> {
    return this.hooks.newAddress(person, id);
  }

  @Put(':id/hook-token')
  @HttpCode(204)
  @Roles('admin')
  @ApiOperation({ summary: 'The token that the CRM proves its webhooks with' })
  @ApiNoContentResponse()
  setToken(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
    @Body({ schema: crmHookTokenSchema }) { token }: z.output<typeof crmHookTokenSchema>,
  ): Promise<void> {
    return this.hooks.setToken(person, id, token);
  }

  @Post(':id/reconcile')
  @HttpCode(202)
  @Roles('admin')
  @ApiOperation({ summary: 'Compare the CRM’s changed cards with what is known, now' })
  reconcile(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<void> {
    return this.hooks.reconcile(person, id);
  }
}
