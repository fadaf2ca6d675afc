import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  savedStageMappingSchema,
  saveStageMappingSchema,
  stageMappingQuerySchema,
  stageMappingSchema,
  testMoveReportSchema,
  testMoveSchema,
} from '@voronka/contracts';
import type { SavedStageMapping, StageMappingSetup, TestMoveReport } from '@voronka/contracts';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { StageMappingService } from './stage-mapping.service.ts';
import { TestMoveService } from './test-move.service.ts';

const recordId = new IdPipe();

/** How stages of funnels are bound to the statuses of CRMs. */
@ApiTags('funnels')
@Controller('api/funnels/:id/mapping/:integrationId')
export class StageMappingController {
  constructor(
    @Inject(StageMappingService) private readonly mappings: StageMappingService,
    @Inject(TestMoveService) private readonly tests: TestMoveService,
  ) {}

  @Get()
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'The mapping beside the statuses that the CRM has now, or had when it last answered' })
  @ApiOkResponse({ standardSchema: stageMappingSchema })
  read(
    @CurrentPerson() person: Person,
    @Param('id', recordId) funnelId: string,
    @Param('integrationId', recordId) integrationId: string,
    @Query({ schema: stageMappingQuerySchema }) query: z.output<typeof stageMappingQuerySchema>,
  ): Promise<StageMappingSetup> {
    return this.mappings.read(person.workspace.id, { funnelId, integrationId }, query);
  }

  @Put()
  @Roles('admin')
  @ApiOperation({ summary: 'Bind each stage to a status of the CRM, or to none' })
  @ApiOkResponse({ standardSchema: savedStageMappingSchema })
  save(
    @CurrentPerson() person: Person,
    @Param('id', recordId) funnelId: string,
    @Param('integrationId', recordId) integrationId: string,
    @Body({ schema: saveStageMappingSchema }) body: z.output<typeof saveStageMappingSchema>,
  ): Promise<SavedStageMapping> {
    return this.mappings.save(person, { funnelId, integrationId }, body);
  }

  @Post('test-move')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Moves a card of the CRM to a status and back, and tells each step' })
  @ApiOkResponse({ standardSchema: testMoveReportSchema })
  testMove(
    @CurrentPerson() person: Person,
    @Param('id', recordId) funnelId: string,
    @Param('integrationId', recordId) integrationId: string,
    @Body({ schema: testMoveSchema }) body: z.output<typeof testMoveSchema>,
  ): Promise<TestMoveReport> {
    return this.tests.run(person, { funnelId, integrationId }, body);
  }
}
