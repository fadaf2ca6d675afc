import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { webhookCrmSecretSchema } from '@voronka/contracts';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { deedOf } from './setup.service.ts';
import { WebhookCrmService } from './webhook-crm.service.ts';

/** What only CRMs have that are joined by webhooks. */
@ApiTags('setup')
@Controller('api/integrations')
export class WebhookCrmController {
  constructor(@Inject(WebhookCrmService) private readonly webhookCrms: WebhookCrmService) {}

  @Post(':id/secret')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'A new secret that both directions are signed with, shown this once; the former one ends' })
  @ApiOkResponse({ standardSchema: webhookCrmSecretSchema })
  newSecret(
    @CurrentPerson() person: Person,
    @Param('id', new IdPipe()) id: string,
  ): Promise<z.output<typeof webhookCrmSecretSchema>> {
    return this.webhookCrms.newSecret(deedOf(person), id);
  }
}
