import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  dialogueDetailSchema,
  dialogueFlowSchema,
  dialogueListQuerySchema,
  dialogueListSchema,
  dialogueMessageSchema,
  dialogueRecordingQuerySchema,
  dialogueRecordingSchema,
  dialogueWorkflowId,
  managerMessageSchema,
  timelineSchema,
  VoronkaError,
} from '@voronka/contracts';
import type {
  DialogueDetail,
  DialogueFlow,
  DialogueList,
  DialogueMessage,
  DialogueRecording,
  Timeline,
} from '@voronka/contracts';
import {
  appendAudit,
  AssistantDialogueStore,
  BundleCache,
  listDialogues,
  readDialogueDetail,
  readDialogueFlow,
  readRecording,
  readTimeline,
} from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { Roles, Scopes } from '../auth/access.decorators.ts';
import { actorOf, CurrentPerson, CurrentPrincipal } from '../auth/principal.ts';
import type { Person, Principal } from '../auth/principal.ts';
import { correlationId } from '@voronka/platform';
import type { Config } from '@voronka/platform';
import { CONFIG, DATABASE, TEMPORAL_UI_URL } from '../core/tokens.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { ManagerService } from './manager.service.ts';

const dialogueId = new IdPipe('Dialogue.Unknown');

/** Dialogues as people of the company see them, and what they do in them. */
@ApiTags('dialogues')
@Controller('api/dialogues')
export class DialoguesController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(BundleCache) private readonly bundles: BundleCache,
    @Inject(AssistantDialogueStore) private readonly assistants: AssistantDialogueStore,
    @Inject(ManagerService) private readonly managers: ManagerService,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(TEMPORAL_UI_URL) private readonly temporalUiUrl: string | null,
  ) {}

  @Get()
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'Dialogues, the latest change first' })
  @ApiOkResponse({ standardSchema: dialogueListSchema })
  list(
    @CurrentPerson() person: Person,
    @Query({ schema: dialogueListQuerySchema }) query: z.output<typeof dialogueListQuerySchema>,
  ): Promise<DialogueList> {
    return listDialogues(this.database.em.fork(), this.bundles, person.workspace.id, query);
  }

  @Get(':id')
  @Roles('admin', 'manager', 'auditor', 'assistant')
  @Scopes('dialogue.read')
  @ApiOperation({ summary: 'A dialogue with its messages, client and card' })
  @ApiOkResponse({ standardSchema: dialogueDetailSchema })
  async detail(@CurrentPrincipal() principal: Principal, @Param('id', dialogueId) id: string): Promise<DialogueDetail> {
    await this.requireOwn(principal, id);
    const key = { workspaceId: principal.workspace.id, dialogueId: id };
    return known(await readDialogueDetail(this.database.em.fork(), this.bundles, key, this.workflowUrlOf(id)));
  }

  @Get(':id/timeline')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'Every decision with its rules, facts and steps' })
  @ApiOkResponse({ standardSchema: timelineSchema })
  async timeline(@CurrentPerson() person: Person, @Param('id', dialogueId) id: string): Promise<Timeline> {
    return known(await readTimeline(this.database.em.fork(), { workspaceId: person.workspace.id, dialogueId: id }));
  }

  @Get(':id/recording')
  @Roles('admin', 'auditor')
  @ApiOperation({ summary: 'The recorded events and decisions up to one of them, for the simulator' })
  @ApiOkResponse({ standardSchema: dialogueRecordingSchema })
  async recording(
    @CurrentPerson() person: Person,
    @Param('id', dialogueId) id: string,
    @Query({ schema: dialogueRecordingQuerySchema }) { turn }: z.output<typeof dialogueRecordingQuerySchema>,
  ): Promise<DialogueRecording> {
    const key = { workspaceId: person.workspace.id, dialogueId: id };
    const em = this.database.em.fork();
    const recording = known(await readRecording(em, this.bundles, key, turn));
    // All that the client said leaves the product's pages here: who took it must be known, or it is not given.
    await appendAudit(em, {
      workspaceId: person.workspace.id,
      actor: actorOf(person),
      action: 'dialogue.recording',
      target: `dialogue:${id}`,
      detail: { turn },
      correlationId: correlationId() ?? '',
    });
    return recording;
  }

  @Get(':id/flow')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'The flow that the dialogue runs, and its path' })
  @ApiOkResponse({ standardSchema: dialogueFlowSchema })
  async flow(@CurrentPerson() person: Person, @Param('id', dialogueId) id: string): Promise<DialogueFlow> {
    const key = { workspaceId: person.workspace.id, dialogueId: id };
    return known(await readDialogueFlow(this.database.em.fork(), this.bundles, key));
  }

  @Post(':id/messages')
  @HttpCode(200)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Answer the client; takes the dialogue over' })
  @ApiOkResponse({ standardSchema: dialogueMessageSchema })
  answer(
    @CurrentPerson() person: Person,
    @Param('id', dialogueId) id: string,
    @Body({ schema: managerMessageSchema }) body: z.output<typeof managerMessageSchema>,
  ): Promise<DialogueMessage> {
    return this.managers.answer(person, id, body);
  }

  @Post(':id/return')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Give the dialogue back to the assistant' })
  returnToAssistant(@CurrentPerson() person: Person, @Param('id', dialogueId) id: string): Promise<void> {
    return this.managers.returnToAssistant(person, id);
  }

  @Post(':id/read')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'The client’s messages have been read' })
  markRead(@CurrentPerson() person: Person, @Param('id', dialogueId) id: string): Promise<void> {
    return this.managers.markRead(person, id);
  }

  @Post(':id/typing')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'A manager writes; nothing is stored' })
  typing(@CurrentPerson() person: Person, @Param('id', dialogueId) id: string): Promise<void> {
    return this.managers.announceTyping(person, id);
  }

  /** An outside assistant sees the dialogues of its channels. */
  private async requireOwn(principal: Principal, dialogueId: string): Promise<void> {
    if (principal.kind === 'person' || principal.assistantId === null) return;
    const owner = { workspaceId: principal.workspace.id, assistantId: principal.assistantId };
    known(await this.assistants.find(owner, dialogueId));
  }

  private workflowUrlOf(id: string): string | null {
    if (this.temporalUiUrl === null) return null;
    const namespace = encodeURIComponent(this.config.temporalNamespace);
    return `${this.temporalUiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(dialogueWorkflowId(id))}`;
  }
}

function known<T>(found: T | null): T {
  if (found === null) throw new VoronkaError('Dialogue.Unknown', 'no dialogue with this id');
  return found;
}
