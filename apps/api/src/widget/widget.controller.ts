import { finished } from 'node:stream/promises';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  acceptConsentSchema,
  openSessionSchema,
  sendWidgetMessageSchema,
  widgetMessageAcceptedSchema,
  widgetMessagesSchema,
  widgetReceiptSchema,
  widgetSessionSchema,
  withinBarriers,
} from '@voronka/contracts';
import type { Barrier, WidgetMessage, WidgetSession } from '@voronka/contracts';
import { Public } from '../auth/access.decorators.ts';
import { BARRIER } from '../core/tokens.ts';
import { VisitorAccess } from './visitor-access.ts';
import { VisitorFeeds } from './visitor-feeds.ts';
import { WidgetMessageService } from './widget-message.service.ts';
import { WidgetSessionService } from './widget-session.service.ts';

const afterSchema = z.object({ after: z.coerce.number().int().min(0).default(0) });

/** The public protocol of the site's chat. */
@ApiTags('widget')
@ApiBearerAuth('visitor')
@Controller('api/widget')
export class WidgetController {
  constructor(
    @Inject(VisitorAccess) private readonly access: VisitorAccess,
    @Inject(WidgetSessionService) private readonly sessions: WidgetSessionService,
    @Inject(WidgetMessageService) private readonly messages: WidgetMessageService,
    @Inject(VisitorFeeds) private readonly feeds: VisitorFeeds,
    @Inject(BARRIER) private readonly barrier: Barrier,
  ) {}

  @Post(':channelKey/session')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Open or resume a visitor’s session' })
  @ApiOkResponse({ standardSchema: widgetSessionSchema })
  async openSession(
    @Param('channelKey') channelKey: string,
    @Body({ schema: openSessionSchema }) body: z.output<typeof openSessionSchema>,
    @Req() request: Request,
  ): Promise<WidgetSession> {
    return this.sessions.open(await this.access.channelOfKey(channelKey, request), body, request);
  }

  @Post('consent')
  @HttpCode(204)
  @Public()
  @ApiOperation({ summary: 'Agree to the processing of personal data' })
  async acceptConsent(
    @Body({ schema: acceptConsentSchema }) body: z.output<typeof acceptConsentSchema>,
    @Req() request: Request,
  ): Promise<void> {
    await this.sessions.acceptConsent(await this.access.visitorOf(request), body.version);
  }

  @Get('messages')
  @Public()
  @ApiOperation({ summary: 'Messages after a position, oldest first' })
  @ApiOkResponse({ standardSchema: widgetMessagesSchema })
  async list(
    @Query({ schema: afterSchema }) query: z.output<typeof afterSchema>,
    @Req() request: Request,
  ): Promise<{ messages: WidgetMessage[] }> {
    return { messages: await this.messages.list(await this.access.visitorOf(request), query.after) };
  }

  @Post('messages')
  @Public()
  @ApiOperation({ summary: 'Send a message; a repeat with the same id does nothing' })
  @ApiOkResponse({ standardSchema: widgetMessageAcceptedSchema })
  async send(
    @Body({ schema: sendWidgetMessageSchema }) body: z.output<typeof sendWidgetMessageSchema>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const accepted = await this.messages.accept(await this.access.visitorOf(request), body);
    await withinBarriers(this.barrier, 'api.message.acknowledge', async () => {
      response.status(200).json(accepted);
      // A visitor who has left gets the message with the next session.
      await finished(response).catch(() => undefined);
    });
  }

  @Get('events')
  @Public()
  @ApiOperation({ summary: 'Server-sent events: message, status {id, status}, typing {from}, ping' })
  @ApiProduces('text/event-stream')
  async events(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.feeds.open(await this.access.visitorOf(request), response);
  }

  @Post('typing')
  @HttpCode(204)
  @Public()
  @ApiOperation({ summary: 'The visitor writes; nothing is stored' })
  async typing(@Req() request: Request): Promise<void> {
    await this.messages.announceTyping(await this.access.visitorOf(request));
  }

  @Post('receipts')
  @HttpCode(204)
  @Public()
  @ApiOperation({ summary: 'Everything up to this position has been shown' })
  async receipts(
    @Body({ schema: widgetReceiptSchema }) body: z.output<typeof widgetReceiptSchema>,
    @Req() request: Request,
  ): Promise<void> {
    await this.messages.markRead(await this.access.visitorOf(request), body.readUpTo);
  }
}
