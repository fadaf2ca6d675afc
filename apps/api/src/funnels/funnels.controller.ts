import { Body, Controller, Get, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  createFunnelSchema,
  funnelListSchema,
  funnelSchema,
  savedFunnelSchema,
  saveFunnelSchema,
} from '@voronka/contracts';
import type { FunnelList, FunnelSetup, SavedFunnel } from '@voronka/contracts';
import { listFunnelSetups } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { FunnelsService } from './funnels.service.ts';

const funnelId = new IdPipe();

/** Funnels and their stages. */
@ApiTags('funnels')
@Controller('api/funnels')
export class FunnelsController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FunnelsService) private readonly funnels: FunnelsService,
  ) {}

  @Get()
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'All funnels with their stages' })
  @ApiOkResponse({ standardSchema: funnelListSchema })
  async list(@CurrentPerson() person: Person): Promise<FunnelList> {
    return { funnels: await listFunnelSetups(this.database.em.fork(), person.workspace.id) };
  }

  @Post()
  @Roles('admin')
  @ApiOperation({ summary: 'A new funnel with the usual stages' })
  @ApiCreatedResponse({ standardSchema: funnelSchema })
  create(
    @CurrentPerson() person: Person,
    @Body({ schema: createFunnelSchema }) body: z.output<typeof createFunnelSchema>,
  ): Promise<FunnelSetup> {
    return this.funnels.create(person, body.name);
  }

  @Get(':id')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'A funnel with its channels, CRMs and the open dialogues at each stage' })
  @ApiOkResponse({ standardSchema: funnelSchema })
  detail(@CurrentPerson() person: Person, @Param('id', funnelId) id: string): Promise<FunnelSetup> {
    return this.funnels.detail(person.workspace.id, id);
  }

  @Put(':id')
  @Roles('admin')
  @ApiOperation({ summary: 'Name and stages of a funnel as a whole; a stage that is used cannot be removed' })
  @ApiOkResponse({ standardSchema: savedFunnelSchema })
  save(
    @CurrentPerson() person: Person,
    @Param('id', funnelId) id: string,
    @Body({ schema: saveFunnelSchema }) body: z.output<typeof saveFunnelSchema>,
  ): Promise<SavedFunnel> {
    return this.funnels.save(person, id, body);
  }
}
