import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  draftBundleQuerySchema,
  draftBundleSchema,
  draftConflictSchema,
  flowFindingListSchema,
  flowListSchema,
  flowSchema,
  flowTrafficQuerySchema,
  flowTrafficSchema,
  publishedFlowSchema,
  publishFlowSchema,
  saveDraftSchema,
} from '@voronka/contracts';
import type { DraftBundle, Flow, FlowFinding, FlowList, FlowTraffic, PublishedFlow } from '@voronka/contracts';
import { listFlows } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { FlowsService } from './flows.service.ts';

const flowId = new IdPipe();

/** Flows: drafts, check, publishing. */
@ApiTags('flows')
@Controller('api/flows')
export class FlowsController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FlowsService) private readonly flows: FlowsService,
  ) {}

  @Get()
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'All flows' })
  @ApiOkResponse({ standardSchema: flowListSchema })
  async list(@CurrentPerson() person: Person): Promise<FlowList> {
    return { flows: await listFlows(this.database.em.fork(), person.workspace.id) };
  }

  @Get(':id')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'A flow: its draft and what is published' })
  @ApiOkResponse({ standardSchema: flowSchema })
  read(@CurrentPerson() person: Person, @Param('id', flowId) id: string): Promise<Flow> {
    return this.flows.read(person.workspace.id, id);
  }

  @Get(':id/findings')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'The check of the draft' })
  @ApiOkResponse({ standardSchema: flowFindingListSchema })
  async findings(
    @CurrentPerson() person: Person,
    @Param('id', flowId) id: string,
  ): Promise<{ findings: FlowFinding[] }> {
    return { findings: await this.flows.findings(person.workspace.id, id) };
  }

  @Get(':id/traffic')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'Where its dialogues stand now, and which way they went in a period' })
  @ApiOkResponse({ standardSchema: flowTrafficSchema })
  traffic(
    @CurrentPerson() person: Person,
    @Param('id', flowId) id: string,
    @Query({ schema: flowTrafficQuerySchema }) query: z.output<typeof flowTrafficQuerySchema>,
  ): Promise<FlowTraffic> {
    return this.flows.traffic(person.workspace.id, id, query);
  }

  @Get(':id/draft/bundle')
  @Roles('admin', 'auditor')
  @ApiOperation({ summary: 'What the saved draft would run, for the simulator; 422 names the nodes that stop it' })
  @ApiOkResponse({ standardSchema: draftBundleSchema })
  draftBundle(
    @CurrentPerson() person: Person,
    @Param('id', flowId) id: string,
    @Query({ schema: draftBundleQuerySchema }) query: z.output<typeof draftBundleQuerySchema>,
  ): Promise<DraftBundle> {
    return this.flows.draftBundle(person.workspace.id, id, query.channelId ?? null);
  }

  @Put(':id/draft')
  @Roles('admin')
  @ApiOperation({ summary: 'Save the draft' })
  @ApiOkResponse({ standardSchema: flowSchema })
  @ApiConflictResponse({ standardSchema: draftConflictSchema })
  saveDraft(
    @CurrentPerson() person: Person,
    @Param('id', flowId) id: string,
    @Body({ schema: saveDraftSchema }) body: z.output<typeof saveDraftSchema>,
  ): Promise<Flow> {
    return this.flows.saveDraft(person, id, body.revision, body.graph);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({
    summary: 'Publish the draft: new dialogues run it; open ones stay on what they began with, or are moved',
  })
  @ApiOkResponse({ standardSchema: publishedFlowSchema })
  publish(
    @CurrentPerson() person: Person,
    @Param('id', flowId) id: string,
    @Body({ schema: publishFlowSchema }) body: z.output<typeof publishFlowSchema>,
  ): Promise<PublishedFlow> {
    return this.flows.publish(person, id, body);
  }

  @Post(':id/discard')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Throw the draft away' })
  @ApiOkResponse({ standardSchema: flowSchema })
  discard(@CurrentPerson() person: Person, @Param('id', flowId) id: string): Promise<Flow> {
    return this.flows.discardDraft(person, id);
  }
}
