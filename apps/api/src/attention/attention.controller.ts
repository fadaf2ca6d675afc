import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { heldListSchema, incidentListSchema } from '@voronka/contracts';
import type { HeldMessage, Incident } from '@voronka/contracts';
import { BundleCache, listHeld, listIncidents } from '@voronka/persistence';
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
    return this.attention.retryIncident(person, id);
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
