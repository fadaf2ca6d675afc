import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  flowDiffSchema,
  flowImpactSchema,
  flowVersionListSchema,
  flowVersionSchema,
  publishedFlowSchema,
  restoreFlowSchema,
} from '@voronka/contracts';
import type { FlowDiffView, FlowImpact, FlowVersion, FlowVersionList, PublishedFlow } from '@voronka/contracts';
import { listFlowVersions } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { FlowsService } from './flows.service.ts';
import { VersionPipe } from './version.pipe.ts';

const flowId = new IdPipe();
const versionNumber = new VersionPipe();

/** Versions of flows, and what publishing means for open dialogues. */
@ApiTags('flows')
@Controller('api/flows/:id')
export class FlowVersionsController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FlowsService) private readonly flows: FlowsService,
  ) {}

  @Get('draft/impact')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'Where open dialogues stand, and which of them could go on in the draft' })
  @ApiOkResponse({ standardSchema: flowImpactSchema })
  draftImpact(@CurrentPerson() person: Person, @Param('id', flowId) id: string): Promise<FlowImpact> {
    return this.flows.draftImpact(person.workspace.id, id);
  }

  @Get('draft/diff')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'What publishing the draft would change, by node and setting' })
  @ApiOkResponse({ standardSchema: flowDiffSchema })
  draftDiff(@CurrentPerson() person: Person, @Param('id', flowId) id: string): Promise<FlowDiffView> {
    return this.flows.draftDiff(person.workspace.id, id);
  }

  @Get('versions')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'Everything that was published, the newest first' })
  @ApiOkResponse({ standardSchema: flowVersionListSchema })
  async versions(@CurrentPerson() person: Person, @Param('id', flowId) id: string): Promise<FlowVersionList> {
    const workspaceId = person.workspace.id;
    await this.flows.read(workspaceId, id);
    return { versions: await listFlowVersions(this.database.em.fork(), { workspaceId, flowId: id }) };
  }

  @Get('versions/:number')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'A version with its drawing' })
  @ApiOkResponse({ standardSchema: flowVersionSchema })
  version(
    @CurrentPerson() person: Person,
    @Param('id', flowId) id: string,
    @Param('number', versionNumber) number: number,
  ): Promise<FlowVersion> {
    return this.flows.version(person.workspace.id, id, number);
  }

  @Get('versions/:number/impact')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'Where open dialogues stand, and which of them could go on in this version' })
  @ApiOkResponse({ standardSchema: flowImpactSchema })
  versionImpact(
    @CurrentPerson() person: Person,
    @Param('id', flowId) id: string,
    @Param('number', versionNumber) number: number,
  ): Promise<FlowImpact> {
    return this.flows.versionImpact(person.workspace.id, id, number);
  }

  @Get('versions/:number/diff')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'What a version changed against the one before it' })
  @ApiOkResponse({ standardSchema: flowDiffSchema })
  versionDiff(
    @CurrentPerson() person: Person,
    @Param('id', flowId) id: string,
    @Param('number', versionNumber) number: number,
  ): Promise<FlowDiffView> {
    return this.flows.versionDiff(person.workspace.id, id, number);
  }

  @Post('versions/:number/restore')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Publish an earlier version again; the draft stays as it is' })
  @ApiOkResponse({ standardSchema: publishedFlowSchema })
  restore(
    @CurrentPerson() person: Person,
    @Param('id', flowId) id: string,
    @Param('number', versionNumber) number: number,
    @Body({ schema: restoreFlowSchema }) body: z.output<typeof restoreFlowSchema>,
  ): Promise<PublishedFlow> {
    return this.flows.restore(person, id, { number, ...body });
  }
}
