import { Body, Controller, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { crmUserListSchema, linkManagerSchema, VoronkaError } from '@voronka/contracts';
import type { CrmConnectorProvider, CrmUserList } from '@voronka/contracts';
import { listIntegrations, ManagerLinkStore } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { CRM_CONNECTORS, DATABASE } from '../core/tokens.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { deedOf } from './setup.service.ts';

const recordId = new IdPipe();

/** People of the company as users of a joined CRM. */
@ApiTags('setup')
@Controller('api/integrations/:id')
export class CrmPeopleController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CRM_CONNECTORS) private readonly connectors: CrmConnectorProvider,
    @Inject(ManagerLinkStore) private readonly links: ManagerLinkStore,
  ) {}

  @Get('crm-users')
  @Roles('admin')
  @ApiOperation({ summary: 'Users of the CRM, as it tells them now' })
  @ApiOkResponse({ standardSchema: crmUserListSchema })
  async users(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<CrmUserList> {
    const known = await listIntegrations(this.database.em.fork(), person.workspace.id, { hooksCanArrive: false });
    if (!known.some((one) => one.id === id)) throw new VoronkaError('Request.NotFound', 'no integration with this id');
    const crm = await this.connectors.forIntegration(id);
    return { users: await crm.listUsers({ correlationId: correlationId() ?? '', lane: 'interactive' }) };
  }

  @Put('managers/:userId')
  @HttpCode(204)
  @Roles('admin')
  @ApiOperation({ summary: 'Say which user of the CRM a person is, or that they are none' })
  link(
    @CurrentPerson() person: Person,
    @Param('id', recordId) integrationId: string,
    @Param('userId', recordId) userId: string,
    @Body({ schema: linkManagerSchema }) { crmUserId }: z.output<typeof linkManagerSchema>,
  ): Promise<void> {
    return this.links.set(deedOf(person), { integrationId, userId, crmUserId });
  }
}
