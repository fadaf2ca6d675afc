import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  createOutgoingWebhookSchema,
  outgoingWebhookListSchema,
  outgoingWebhookSchema,
  outgoingWebhookSecretSchema,
  updateOutgoingWebhookSchema,
  VoronkaError,
} from '@voronka/contracts';
import type { OutgoingWebhookSecret, OutgoingWebhookSetup } from '@voronka/contracts';
import { OutgoingWebhookStore, WebhookInUseError } from '@voronka/persistence';
import { maskUrl, randomToken } from '@voronka/platform';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { FieldsError } from '../http/api-fault.ts';
import type { FieldProblem } from '../http/api-fault.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { deedOf } from '../setup/setup.service.ts';

const recordId = new IdPipe();

/** Addresses that flows call. */
@ApiTags('setup')
@Controller('api/outgoing-webhooks')
export class OutgoingWebhooksController {
  constructor(@Inject(OutgoingWebhookStore) private readonly webhooks: OutgoingWebhookStore) {}

  @Get()
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'All outgoing webhooks' })
  @ApiOkResponse({ standardSchema: outgoingWebhookListSchema })
  async list(@CurrentPerson() person: Person): Promise<{ webhooks: OutgoingWebhookSetup[] }> {
    return { webhooks: await this.all(person) };
  }

  @Post()
  @Roles('admin')
  @ApiOperation({ summary: 'A new outgoing webhook; the answer shows its signing secret this once' })
  @ApiCreatedResponse({ standardSchema: outgoingWebhookSecretSchema })
  async create(
    @CurrentPerson() person: Person,
    @Body({ schema: createOutgoingWebhookSchema }) body: z.output<typeof createOutgoingWebhookSchema>,
  ): Promise<OutgoingWebhookSecret> {
    const secret = randomToken();
    return { id: await this.webhooks.create(deedOf(person), { ...body, secret }), secret };
  }

  @Patch(':id')
  @Roles('admin')
  @ApiOperation({ summary: 'Change an outgoing webhook; the next call goes by the change' })
  @ApiOkResponse({ standardSchema: outgoingWebhookSchema })
  async update(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
    @Body({ schema: updateOutgoingWebhookSchema }) body: z.output<typeof updateOutgoingWebhookSchema>,
  ): Promise<OutgoingWebhookSetup> {
    await this.webhooks.update(deedOf(person), id, body);
    const changed = (await this.all(person)).find((webhook) => webhook.id === id);
    if (!changed) throw new VoronkaError('Request.NotFound', 'no webhook with this id');
    return changed;
  }

  @Post(':id/secret')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'A new signing secret, shown this once; the former one ends at once' })
  @ApiOkResponse({ standardSchema: outgoingWebhookSecretSchema })
  async replaceSecret(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
  ): Promise<OutgoingWebhookSecret> {
    const secret = randomToken();
    await this.webhooks.update(deedOf(person), id, { secret });
    return { id, secret };
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles('admin')
  @ApiOperation({ summary: 'Remove an outgoing webhook that no published flow calls' })
  async delete(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<void> {
    await this.webhooks.delete(deedOf(person), id).catch(tellUsers);
  }

  private async all(person: Person): Promise<OutgoingWebhookSetup[]> {
    const found = await this.webhooks.list(person.workspace.id);
    return found.map(({ url, ...webhook }) => ({ ...webhook, address: maskUrl(url) }));
  }
}

/** Names the flows and the assistants that a webhook is needed for. */
function tellUsers(error: unknown): never {
  if (!(error instanceof WebhookInUseError)) throw error;
  const { flows, assistants } = error.users;
  throw new FieldsError('Webhook.InUse', [
    ...flows.map((name): FieldProblem => ({
      path: '',
      message: { ru: `Его вызывает сценарий «${name.ru}».`, en: `The flow "${name.en}" calls it.` },
    })),
    ...assistants.map((name): FieldProblem => ({
      path: '',
      message: { ru: `С ним работает ассистент «${name}».`, en: `The assistant "${name}" works with it.` },
    })),
  ]);
}
