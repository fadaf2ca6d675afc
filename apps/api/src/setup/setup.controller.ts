import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  assistantListSchema,
  assistantSchema,
  channelListSchema,
  channelSecretSchema,
  integrationCheckSchema,
  integrationListSchema,
  savedAssistantSchema,
  savedChannelSchema,
  savedIntegrationSchema,
  updateAssistantSchema,
  updateChannelSchema,
  updateIntegrationSchema,
} from '@voronka/contracts';
import type {
  AssistantSetup,
  ChannelSetup,
  IntegrationCheck,
  IntegrationSetup,
  SavedAssistant,
  SavedChannel,
  SavedIntegration,
} from '@voronka/contracts';
import { listAssistants, listChannels } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { ConnectionCheckService } from './check/connection-check.service.ts';
import { SetupService } from './setup.service.ts';

const recordId = new IdPipe();

/** Settings of channels, assistants and integrations. */
@ApiTags('setup')
@Controller('api')
export class SetupController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SetupService) private readonly setup: SetupService,
    @Inject(ConnectionCheckService) private readonly checks: ConnectionCheckService,
  ) {}

  @Get('channels')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'All channels' })
  @ApiOkResponse({ standardSchema: channelListSchema })
  async channels(@CurrentPerson() person: Person): Promise<{ channels: ChannelSetup[] }> {
    return { channels: await listChannels(this.database.em.fork(), person.workspace.id) };
  }

  @Patch('channels/:id')
  @Roles('admin')
  @ApiOperation({ summary: 'Change a channel; new dialogues run the change' })
  @ApiOkResponse({ standardSchema: savedChannelSchema })
  updateChannel(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
    @Body({ schema: updateChannelSchema }) body: z.output<typeof updateChannelSchema>,
  ): Promise<SavedChannel> {
    return this.setup.updateChannel(person, id, body);
  }

  @Post('channels/:id/secret')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'A new signing secret of a webhook channel, shown this once' })
  @ApiOkResponse({ standardSchema: channelSecretSchema })
  replaceChannelSecret(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
  ): Promise<z.output<typeof channelSecretSchema>> {
    return this.setup.replaceChannelSecret(person, id);
  }

  @Get('assistants')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'All assistants' })
  @ApiOkResponse({ standardSchema: assistantListSchema })
  async assistants(@CurrentPerson() person: Person): Promise<{ assistants: AssistantSetup[] }> {
    return { assistants: await listAssistants(this.database.em.fork(), person.workspace.id) };
  }

  @Get('assistants/:id')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'An assistant' })
  @ApiOkResponse({ standardSchema: assistantSchema })
  assistant(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<AssistantSetup> {
    return this.setup.assistant(person.workspace.id, id);
  }

  @Patch('assistants/:id')
  @Roles('admin')
  @ApiOperation({ summary: 'Change an assistant; switching it off acts at once' })
  @ApiOkResponse({ standardSchema: savedAssistantSchema })
  updateAssistant(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
    @Body({ schema: updateAssistantSchema }) body: z.output<typeof updateAssistantSchema>,
  ): Promise<SavedAssistant> {
    return this.setup.updateAssistant(person, id, body);
  }

  @Get('integrations')
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'All integrations; credentials are never shown' })
  @ApiOkResponse({ standardSchema: integrationListSchema })
  async integrations(@CurrentPerson() person: Person): Promise<{ integrations: IntegrationSetup[] }> {
    return { integrations: await this.setup.integrations(person.workspace.id) };
  }

  @Patch('integrations/:id')
  @Roles('admin')
  @ApiOperation({
    summary: 'Change an integration; acts at once, and takes our webhook away from a CRM that it leaves',
  })
  @ApiOkResponse({ standardSchema: savedIntegrationSchema })
  updateIntegration(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
    @Body({ schema: updateIntegrationSchema }) body: z.output<typeof updateIntegrationSchema>,
  ): Promise<SavedIntegration> {
    return this.setup.updateIntegration(person, id, body);
  }

  @Post('integrations/:id/check')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'What of the connection works and what is missing; nothing is written to the CRM' })
  @ApiOkResponse({ standardSchema: integrationCheckSchema })
  checkIntegration(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<IntegrationCheck> {
    return this.checks.check(person, id);
  }
}
