import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  attentionListSchema,
  bulkIncidentsResultSchema,
  bulkIncidentsSchema,
  heldListSchema,
  incidentListSchema,
} from '@voronka/contracts';
import type { AttentionList, BulkIncidentsResult, HeldMessage, Incident } from '@voronka/contracts';
import { BundleCache, listHeld, listIncidents, listOverdue } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { AttentionService } from './attention.service.ts';

const incidentQuerySchema = z.object({ state: z.enum(['open', 'resolved']).default('open') });
const recordId = new IdPipe();

/** What waits for a person: incidents and held messages. */
@ApiTags('attention')
@Controller('api')
export class AttentionController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(BundleCache) private readonly bundles: BundleCache,
    @Inject(AttentionService) private readonly attention: AttentionService,
  ) {}

  @Get('incidents')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'Incidents, the newest first' })
  @ApiOkResponse({ standardSchema: incidentListSchema })
  async incidents(
    @CurrentPerson() person: Person,
    @Query({ schema: incidentQuerySchema }) query: z.output<typeof incidentQuerySchema>,
  ): Promise<{ incidents: Incident[] }> {
    const em = this.database.em.fork();
    return { incidents: await listIncidents(em, this.bundles, person.workspace.id, query.state) };
  }

  @Post('incidents/:id/retry')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Close an incident and let the dialogue try again from there' })
  retry(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<void> {
    return this.attention.settleIncident(person, 'retry', id);
  }

  @Post('incidents/:id/skip')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Close an incident and let the dialogue go on without what failed' })
  skip(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<void> {
    return this.attention.settleIncident(person, 'skip', id);
  }

  @Post('incidents/:id/hand-over')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Close an incident, take the dialogue out of the flow and call a manager' })
  handOver(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<void> {
    return this.attention.settleIncident(person, 'handOver', id);
  }

  @Post('incidents/bulk')
  @HttpCode(200)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Settle a selection of incidents, or all open ones of one code; an answer for each' })
  @ApiOkResponse({ standardSchema: bulkIncidentsResultSchema })
  settleMany(
    @CurrentPerson() person: Person,
    @Body({ schema: bulkIncidentsSchema }) body: z.output<typeof bulkIncidentsSchema>,
  ): Promise<BulkIncidentsResult> {
    return this.attention.settleMany(person, body);
  }

  @Get('attention')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'Dialogues that have waited too long, the longest first' })
  @ApiOkResponse({ standardSchema: attentionListSchema })
  overdue(@CurrentPerson() person: Person): Promise<AttentionList> {
    return listOverdue(this.database.em.fork(), person.workspace.id);
  }

  @Get('held')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'Messages kept back by the flood limit, the oldest first' })
  @ApiOkResponse({ standardSchema: heldListSchema })
  held(@CurrentPerson() person: Person): Promise<{ held: HeldMessage[]; total: number }> {
    return listHeld(this.database.em.fork(), person.workspace.id);
  }

  @Post('held/:id/release')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Let a held message into its dialogue' })
  release(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<void> {
    return this.attention.releaseHeld(person, id);
  }

  @Post('held/:id/discard')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Drop a held message' })
  discard(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<void> {
    return this.attention.discardHeld(person, id);
  }
}
