import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { calendarListSchema, calendarSchema, saveCalendarSchema } from '@voronka/contracts';
import type { CalendarList, CalendarSetup } from '@voronka/contracts';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { CalendarsService } from './calendars.service.ts';

const recordId = new IdPipe();

/** Working hours of funnels and people. */
@ApiTags('people')
@Controller('api/calendars')
export class CalendarsController {
  constructor(@Inject(CalendarsService) private readonly calendars: CalendarsService) {}

  @Get()
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'All calendars, with whether it is working time now' })
  @ApiOkResponse({ standardSchema: calendarListSchema })
  async list(@CurrentPerson() person: Person): Promise<CalendarList> {
    return { calendars: await this.calendars.list(person.workspace.id) };
  }

  @Post()
  @Roles('admin')
  @ApiOperation({ summary: 'A new calendar' })
  @ApiCreatedResponse({ standardSchema: calendarSchema })
  create(
    @CurrentPerson() person: Person,
    @Body({ schema: saveCalendarSchema }) body: z.output<typeof saveCalendarSchema>,
  ): Promise<CalendarSetup> {
    return this.calendars.create(person, body);
  }

  @Put(':id')
  @Roles('admin')
  @ApiOperation({ summary: 'Change a calendar' })
  @ApiOkResponse({ standardSchema: calendarSchema })
  update(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
    @Body({ schema: saveCalendarSchema }) body: z.output<typeof saveCalendarSchema>,
  ): Promise<CalendarSetup> {
    return this.calendars.update(person, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles('admin')
  @ApiOperation({ summary: 'Remove a calendar that nobody works by' })
  delete(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<void> {
    return this.calendars.delete(person, id);
  }
}
