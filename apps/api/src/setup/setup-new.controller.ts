import { Body, Controller, Delete, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  assistantSchema,
  createAssistantSchema,
  createChannelSchema,
  createdChannelSchema,
  createIntegrationSchema,
  integrationSchema,
  releasedWebhookSchema,
} from '@voronka/contracts';
import type { AssistantSetup, CreatedChannel, IntegrationSetup, ReleasedWebhook } from '@voronka/contracts';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { IntegrationRemovalService } from './integration-removal.service.ts';
import { SetupNewService } from './setup-new.service.ts';

const recordId = new IdPipe();

/** New channels, assistants and integrations, and the end of those that nothing uses. */
@ApiTags('setup')
@Controller('api')
export class SetupNewController {
  constructor(
    @Inject(SetupNewService) private readonly setup: SetupNewService,
    @Inject(IntegrationRemovalService) private readonly integrations: IntegrationRemovalService,
  ) {}

  @Post('integrations')
  @Roles('admin')
  @ApiOperation({ summary: 'Join a CRM; a repeat with the same requestId changes nothing' })
  @ApiCreatedResponse({ standardSchema: integrationSchema })
  createIntegration(
    @CurrentPerson() person: Person,
    @Body({ schema: createIntegrationSchema }) body: z.output<typeof createIntegrationSchema>,
  ): Promise<IntegrationSetup> {
    return this.setup.createIntegration(person, body);
  }

  @Delete('integrations/:id')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Remove an integration and our webhook from its CRM; 409 names what uses it' })
  @ApiOkResponse({ standardSchema: releasedWebhookSchema })
  removeIntegration(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<ReleasedWebhook> {
    return this.integrations.remove(person, id);
  }

  @Post('assistants')
  @Roles('admin')
  @ApiOperation({ summary: 'A new assistant; a repeat with the same requestId changes nothing' })
  @ApiCreatedResponse({ standardSchema: assistantSchema })
  createAssistant(
    @CurrentPerson() person: Person,
    @Body({ schema: createAssistantSchema }) body: z.output<typeof createAssistantSchema>,
  ): Promise<AssistantSetup> {
    return this.setup.createAssistant(person, body);
  }

  @Delete('assistants/:id')
  @HttpCode(204)
  @Roles('admin')
  @ApiOperation({ summary: 'Remove an assistant; 409 names what uses it' })
  @ApiNoContentResponse()
  removeAssistant(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<void> {
    return this.setup.removeAssistant(person, id);
  }

  @Post('channels')
  @Roles('admin')
  @ApiOperation({ summary: 'A new channel; a repeat with the same requestId changes nothing and tells no secret' })
  @ApiCreatedResponse({ standardSchema: createdChannelSchema })
  createChannel(
    @CurrentPerson() person: Person,
    @Body({ schema: createChannelSchema }) body: z.output<typeof createChannelSchema>,
  ): Promise<CreatedChannel> {
    return this.setup.createChannel(person, body);
  }

  @Delete('channels/:id')
  @HttpCode(204)
  @Roles('admin')
  @ApiOperation({ summary: 'Remove a channel that never ran; 409 names what keeps it' })
  @ApiNoContentResponse()
  removeChannel(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<void> {
    return this.setup.removeChannel(person, id);
  }
}
