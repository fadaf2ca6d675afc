import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { Public } from '../auth/access.decorators.ts';
import { CrmHooksService } from './crm-hooks.service.ts';

const acceptedSchema = z.object({ accepted: z.literal(true) }).meta({ id: 'CrmHookAccepted' });

/** Webhooks of CRMs, in. */
@ApiTags('webhooks of CRMs')
@Controller('api/hooks/crm')
export class CrmHooksController {
  constructor(@Inject(CrmHooksService) private readonly hooks: CrmHooksService) {}

  @Post(':key')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'A CRM says that cards may have changed; answered before they are looked at' })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiOkResponse({ standardSchema: acceptedSchema })
  async accept(@Param('key') key: string, @Req() request: Request): Promise<{ accepted: true }> {
    const body: unknown = request.body;
    await this.hooks.accept(key, {
      headers: request.headers,
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    });
    return { accepted: true };
  }
}
