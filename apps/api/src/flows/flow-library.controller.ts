import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  createFlowSchema,
  exportFlowSchema,
  flowFileSchema,
  flowSchema,
  importFlowSchema,
  renameFlowSchema,
} from '@voronka/contracts';
import type { Flow, FlowFile } from '@voronka/contracts';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { FlowLibraryService } from './flow-library.service.ts';

const flowId = new IdPipe();

/** The collection of flows: new ones, copies, files, the archive. */
@ApiTags('flows')
@Controller('api/flows')
export class FlowLibraryController {
  constructor(@Inject(FlowLibraryService) private readonly library: FlowLibraryService) {}

  @Post()
  @Roles('admin')
  @ApiOperation({ summary: 'A new flow: empty, from a template, or a copy' })
  @ApiCreatedResponse({ standardSchema: flowSchema })
  create(
    @CurrentPerson() person: Person,
    @Body({ schema: createFlowSchema }) body: z.output<typeof createFlowSchema>,
  ): Promise<Flow> {
    return this.library.create(person, body);
  }

  @Post('import')
  @Roles('admin')
  @ApiOperation({ summary: 'A new flow from a file; 422 names the place where the file is wrong' })
  @ApiCreatedResponse({ standardSchema: flowSchema })
  import(
    @CurrentPerson() person: Person,
    @Body({ schema: importFlowSchema }) body: z.output<typeof importFlowSchema>,
  ): Promise<Flow> {
    return this.library.import(person, body.content);
  }

  @Get(':id/export')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'The flow as one file' })
  @ApiOkResponse({ standardSchema: flowFileSchema })
  export(
    @CurrentPerson() person: Person,
    @Param('id', flowId) id: string,
    @Query({ schema: exportFlowSchema }) query: z.output<typeof exportFlowSchema>,
  ): Promise<FlowFile> {
    return this.library.export(person.workspace.id, id, query.of);
  }

  @Patch(':id')
  @Roles('admin')
  @ApiOperation({ summary: 'Rename a flow' })
  @ApiOkResponse({ standardSchema: flowSchema })
  rename(
    @CurrentPerson() person: Person,
    @Param('id', flowId) id: string,
    @Body({ schema: renameFlowSchema }) body: z.output<typeof renameFlowSchema>,
  ): Promise<Flow> {
    return this.library.rename(person, id, body.name);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Put a flow away; 409 names the channels and flows that use it' })
  @ApiOkResponse({ standardSchema: flowSchema })
  archive(@CurrentPerson() person: Person, @Param('id', flowId) id: string): Promise<Flow> {
    return this.library.archive(person, id);
  }

  @Post(':id/unarchive')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Take a flow out of the archive' })
  @ApiOkResponse({ standardSchema: flowSchema })
  unarchive(@CurrentPerson() person: Person, @Param('id', flowId) id: string): Promise<Flow> {
    return this.library.unarchive(person, id);
  }
}
