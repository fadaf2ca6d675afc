import { Body, Controller, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  distributionSchema,
  distributionSettingsSchema,
  peopleListSchema,
  personSchema,
  setResponsibleSchema,
  updateAvailabilitySchema,
  updatePersonSchema,
} from '@voronka/contracts';
import type { Distribution, PeopleList, PersonSetup } from '@voronka/contracts';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { PeopleService } from './people.service.ts';

const recordId = new IdPipe();

/** Managers and their work: who is there, who gets a funnel's dialogues, who is responsible for one. */
@ApiTags('people')
@Controller('api')
export class PeopleController {
  constructor(@Inject(PeopleService) private readonly people: PeopleService) {}

  @Get('people')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'Everybody who can lead dialogues, with their load and availability' })
  @ApiOkResponse({ standardSchema: peopleListSchema })
  async list(@CurrentPerson() person: Person): Promise<PeopleList> {
    return { people: await this.people.list(person.workspace.id) };
  }

  @Put('people/:id')
  @Roles('admin')
  @ApiOperation({ summary: 'Set a person’s availability, working hours and capacity' })
  @ApiOkResponse({ standardSchema: personSchema })
  update(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
    @Body({ schema: updatePersonSchema }) body: z.output<typeof updatePersonSchema>,
  ): Promise<PersonSetup> {
    return this.people.updatePerson(person, id, body);
  }

  @Put('me/availability')
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Say that one takes new dialogues, or is away' })
  @ApiOkResponse({ standardSchema: personSchema })
  setOwnAvailability(
    @CurrentPerson() person: Person,
    @Body({ schema: updateAvailabilitySchema }) body: z.output<typeof updateAvailabilitySchema>,
  ): Promise<PersonSetup> {
    return this.people.setOwnAvailability(person, body);
  }

  @Get('funnels/:id/distribution')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'How a funnel’s dialogues find their manager, and who is free now' })
  @ApiOkResponse({ standardSchema: distributionSchema })
  distribution(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<Distribution> {
    return this.people.distribution(person.workspace.id, id);
  }

  @Put('funnels/:id/distribution')
  @Roles('admin')
  @ApiOperation({ summary: 'Set how a funnel’s dialogues find their manager' })
  @ApiOkResponse({ standardSchema: distributionSchema })
  saveDistribution(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
    @Body({ schema: distributionSettingsSchema }) body: z.output<typeof distributionSettingsSchema>,
  ): Promise<Distribution> {
    return this.people.saveDistribution(person, id, body);
  }

  @Put('dialogues/:id/responsible')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Make another manager responsible; who leads the dialogue stays' })
  setResponsible(
    @CurrentPerson() person: Person,
    @Param('id', new IdPipe('Dialogue.Unknown')) id: string,
    @Body({ schema: setResponsibleSchema }) body: z.output<typeof setResponsibleSchema>,
  ): Promise<void> {
    return this.people.setResponsible(person, id, body.managerId);
  }
}
