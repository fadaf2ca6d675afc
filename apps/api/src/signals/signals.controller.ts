import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  createSignalSchema,
  funnelSignalsSchema,
  savedFunnelSignalsSchema,
  savedSignalSchema,
  saveFunnelSignalsSchema,
  signalListSchema,
  updateSignalSchema,
} from '@voronka/contracts';
import type { FunnelSignals, SavedFunnelSignals, SavedSignal, SignalList } from '@voronka/contracts';
import { listSignals } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { SignalsService } from './signals.service.ts';

const funnelId = new IdPipe();

/** The catalogue of signals, and what funnels do on them. */
@ApiTags('signals')
@Controller('api')
export class SignalsController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SignalsService) private readonly signals: SignalsService,
  ) {}

  @Get('signals')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'The catalogue of signals, by name' })
  @ApiOkResponse({ standardSchema: signalListSchema })
  async list(@CurrentPerson() person: Person): Promise<SignalList> {
    return { signals: await listSignals(this.database.em.fork(), person.workspace.id) };
  }

  @Post('signals')
  @Roles('admin')
  @ApiOperation({ summary: 'A new signal; its name never changes' })
  @ApiCreatedResponse({ standardSchema: savedSignalSchema })
  create(
    @CurrentPerson() person: Person,
    @Body({ schema: createSignalSchema }) body: z.output<typeof createSignalSchema>,
  ): Promise<SavedSignal> {
    return this.signals.create(person, body);
  }

  @Put('signals/:name')
  @Roles('admin')
  @ApiOperation({ summary: 'Change a signal; new dialogues know the change, open ones where they are moved' })
  @ApiOkResponse({ standardSchema: savedSignalSchema })
  update(
    @CurrentPerson() person: Person,
    @Param('name') name: string,
    @Body({ schema: updateSignalSchema }) body: z.output<typeof updateSignalSchema>,
  ): Promise<SavedSignal> {
    return this.signals.update(person, name, body);
  }

  @Delete('signals/:name')
  @HttpCode(204)
  @Roles('admin')
  @ApiOperation({ summary: 'Remove a signal that no published flow uses' })
  remove(@CurrentPerson() person: Person, @Param('name') name: string): Promise<void> {
    return this.signals.remove(person, name);
  }

  @Get('funnels/:id/signals')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'The stages to which a funnel moves on signals' })
  @ApiOkResponse({ standardSchema: funnelSignalsSchema })
  async stages(@CurrentPerson() person: Person, @Param('id', funnelId) id: string): Promise<FunnelSignals> {
    return { stages: await this.signals.stagesOf(person, id) };
  }

  @Put('funnels/:id/signals')
  @Roles('admin')
  @ApiOperation({ summary: 'Bind stages of a funnel to signals, as a whole' })
  @ApiOkResponse({ standardSchema: savedFunnelSignalsSchema })
  saveStages(
    @CurrentPerson() person: Person,
    @Param('id', funnelId) id: string,
    @Body({ schema: saveFunnelSignalsSchema }) body: z.output<typeof saveFunnelSignalsSchema>,
  ): Promise<SavedFunnelSignals> {
    return this.signals.saveStages(person, id, body);
  }
}
