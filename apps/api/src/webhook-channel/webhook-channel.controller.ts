import { finished } from 'node:stream/promises';
import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { webhookHeaders, webhookInboundSchema, withinBarriers } from '@voronka/contracts';
import type { Barrier } from '@voronka/contracts';
import { Public } from '../auth/access.decorators.ts';
import { BARRIER } from '../core/tokens.ts';
import { WebhookChannelService } from './webhook-channel.service.ts';

const acknowledgementSchema = z
  .object({ accepted: z.literal(true), duplicate: z.boolean(), held: z.boolean() })
  .meta({ id: 'WebhookAcknowledgement' });

// The body is read raw, for its signature, so that the description cannot find its schema by itself.
const bodyDescription = {
  schema: z.toJSONSchema(webhookInboundSchema, { target: 'openapi-3.0', io: 'input' }),
} as Parameters<typeof ApiBody>[0];

/** The generic signed webhook channel, in. */
@ApiTags('webhook channel')
@Controller('api/channels/webhook')
export class WebhookChannelController {
  constructor(
    @Inject(WebhookChannelService) private readonly service: WebhookChannelService,
    @Inject(BARRIER) private readonly barrier: Barrier,
  ) {}

  @Post(':channelKey')
  @Public()
  @ApiOperation({ summary: 'One client message from a provider, signed with HMAC-SHA256' })
  @ApiHeader({ name: webhookHeaders.timestamp, required: true, description: 'unix seconds' })
  @ApiHeader({ name: webhookHeaders.id, required: true, description: 'unique per request' })
  @ApiHeader({ name: webhookHeaders.signature, required: true, description: 'v1= + hex HMAC' })
  @ApiBody(bodyDescription)
  @ApiOkResponse({ standardSchema: acknowledgementSchema })
  async accept(
    @Param('channelKey') channelKey: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const body: unknown = request.body;
    const acknowledgement = await this.service.accept({
      channelKey,
      headers: request.headers,
      rawBody: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    });
    await withinBarriers(this.barrier, 'api.message.acknowledge', async () => {
      response.status(200).json(acknowledgement);
      await finished(response).catch(() => undefined);
    });
  }
}
