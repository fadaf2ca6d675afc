import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { integrationAuthorizationSchema } from '@voronka/contracts';
import type { Config } from '@voronka/platform';
import { Public, Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { readSessionCookie } from '../auth/session-cookie.ts';
import { CONFIG } from '../core/tokens.ts';
import { IdPipe } from '../http/id.pipe.ts';
import type { CallbackQuery } from './consent-way.ts';
import { CrmAuthorizationService } from './crm-authorization.service.ts';

const recordId = new IdPipe();

/** Longer than any code or state of the vendor. */
const maxLength = 4000;

/** What a parameter of an address holds; null for what is missing, doubled or absurd. */
function plain(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= maxLength ? value : null;
}

function common(query: Record<string, unknown>): Pick<CallbackQuery, 'code' | 'state' | 'error'> {
  return { code: plain(query.code), state: plain(query.state), error: plain(query.error) };
}

/** Allowing an application in the CRM: the way there, and back. */
@ApiTags('setup')
@Controller('api/integrations')
export class CrmAuthorizationController {
  constructor(
    @Inject(CrmAuthorizationService) private readonly authorization: CrmAuthorizationService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post(':id/authorization')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'The page of the CRM on which a person allows the application' })
  @ApiOkResponse({ standardSchema: integrationAuthorizationSchema })
  start(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
    @Req() request: Request,
  ): Promise<z.output<typeof integrationAuthorizationSchema>> {
    const origin = this.config.publicUrl ?? `${request.protocol}://${request.headers.host ?? ''}`;
    return this.authorization.start(person, id, origin);
  }

  @Get('amocrm/callback')
  @Public()
  @ApiOperation({ summary: 'The way back from amoCRM: takes the code and leads to the page of integrations' })
  @ApiQuery({ name: 'code', required: false, type: String })
  @ApiQuery({ name: 'state', required: false, type: String })
  @ApiQuery({ name: 'referer', required: false, type: String })
  @ApiQuery({ name: 'error', required: false, type: String })
  @ApiResponse({ status: 303, description: 'To the page of integrations, with the outcome in its address' })
  async amocrmCallback(
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const given = { ...common(query), host: plain(query.referer), memberId: null };
    await this.finish('amocrm', given, request, response);
  }

  @Get('bitrix24/callback')
  @Public()
  @ApiOperation({
    summary: 'The way back from a Bitrix24 portal: takes the code and leads to the page of integrations',
  })
  @ApiQuery({ name: 'code', required: false, type: String })
  @ApiQuery({ name: 'state', required: false, type: String })
  @ApiQuery({ name: 'domain', required: false, type: String })
  @ApiQuery({ name: 'member_id', required: false, type: String })
  @ApiQuery({ name: 'error', required: false, type: String })
  @ApiResponse({ status: 303, description: 'To the page of integrations, with the outcome in its address' })
  async bitrix24Callback(
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const given = { ...common(query), host: plain(query.domain), memberId: plain(query.member_id) };
    await this.finish('bitrix24', given, request, response);
  }

  private async finish(
    crm: 'amocrm' | 'bitrix24',
    query: CallbackQuery,
    request: Request,
    response: Response,
  ): Promise<void> {
    const outcome = await this.authorization.finish(query, readSessionCookie(request));
    // The code in this address must not go on to other pages.
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-store');
    response.redirect(303, `/integrations?authorization=${outcome}&crm=${crm}`);
  }
}
