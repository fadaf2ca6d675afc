import { Controller, Get, HttpCode, Inject, Param, Post, Req, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { crmWidgetCardSchema, VoronkaError } from '@voronka/contracts';
import type { CrmWidgetCard } from '@voronka/contracts';
import { BundleCache, CrmWidgetStore, readCrmWidgetCard } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import type { Config } from '@voronka/platform';
import { Public } from '../auth/access.decorators.ts';
import { CONFIG, DATABASE } from '../core/tokens.ts';
import { ManagerService } from '../dialogues/manager.service.ts';
import { CrmWidgetGuard } from './crm-widget.guard.ts';
import { LeadIdPipe } from './lead-id.pipe.ts';
import { CardRoles, CurrentCaller } from './widget-caller.ts';
import type { WidgetCaller } from './widget-caller.ts';

const lead = new LeadIdPipe();

/** The dialogue of a lead, inside the lead's card in amoCRM. People come with the account's one-time token. */
@ApiTags('crm-widget')
@ApiSecurity('amocrm')
@Controller('api/crm-widget/leads/:leadId')
@UseGuards(CrmWidgetGuard)
export class CrmWidgetController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(BundleCache) private readonly bundles: BundleCache,
    @Inject(CrmWidgetStore) private readonly store: CrmWidgetStore,
    @Inject(ManagerService) private readonly managers: ManagerService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @CardRoles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'The dialogue of a lead: the latest messages, who leads, and what it waits for' })
  @ApiOkResponse({ standardSchema: crmWidgetCardSchema })
  async card(
    @CurrentCaller() caller: WidgetCaller,
    @Param('leadId', lead) leadId: string,
    @Req() request: Request,
  ): Promise<CrmWidgetCard> {
    const dialogueId = await this.store.dialogueOf(caller.integrationId, leadId);
    if (dialogueId === null) return { dialogue: null };
    const { id: userId, role, workspace } = caller.person;
    const origin = this.config.publicUrl ?? `${request.protocol}://${request.headers.host ?? ''}`;
    const timelineUrl = new URL(`/dialogues/${dialogueId}?tab=timeline`, origin).href;
    const key = { workspaceId: workspace.id, dialogueId };
    const reader = { userId, mayAct: role !== 'auditor', timelineUrl };
    return { dialogue: await readCrmWidgetCard(this.database.em.fork(), this.bundles, key, reader) };
  }

  @Post('take')
  @HttpCode(204)
  @Public()
  @CardRoles('admin', 'manager')
  @ApiOperation({ summary: 'Take the dialogue over; the assistant is silent from then on' })
  async take(@CurrentCaller() caller: WidgetCaller, @Param('leadId', lead) leadId: string): Promise<void> {
    await this.managers.takeOver(caller.person, await this.dialogueOf(caller, leadId));
  }

  @Post('return')
  @HttpCode(204)
  @Public()
  @CardRoles('admin', 'manager')
  @ApiOperation({ summary: 'Give the dialogue back to the assistant' })
  async giveBack(@CurrentCaller() caller: WidgetCaller, @Param('leadId', lead) leadId: string): Promise<void> {
    await this.managers.returnToAssistant(caller.person, await this.dialogueOf(caller, leadId));
  }

  private async dialogueOf({ integrationId }: WidgetCaller, leadId: string): Promise<string> {
    const found = await this.store.dialogueOf(integrationId, leadId);
    if (found === null) throw new VoronkaError('Dialogue.Unknown', 'no dialogue has this lead');
    return found;
  }
}
