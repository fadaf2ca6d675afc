import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { assistantTokenListSchema, createAssistantTokenSchema, newAssistantTokenSchema } from '@voronka/contracts';
import type { AssistantToken, NewAssistantToken } from '@voronka/contracts';
import { AssistantTokenStore } from '@voronka/persistence';
import { hashToken, randomToken } from '@voronka/platform';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { deedOf } from '../setup/setup.service.ts';

const recordId = new IdPipe();

/** Tells a token of ours from other secrets wherever it turns up. */
const tokenPrefix = 'vka_';

/** Tokens by which outside assistants come in. */
@ApiTags('setup')
@Controller('api/assistants/:id/tokens')
export class AssistantTokensController {
  constructor(@Inject(AssistantTokenStore) private readonly tokens: AssistantTokenStore) {}

  @Get()
  @Roles('admin', 'auditor')
  @ApiOperation({ summary: 'Tokens of an assistant, without the tokens themselves' })
  @ApiOkResponse({ standardSchema: assistantTokenListSchema })
  async list(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
  ): Promise<{ tokens: AssistantToken[] }> {
    return { tokens: await this.tokens.list(person.workspace.id, id) };
  }

  @Post()
  @Roles('admin')
  @ApiOperation({ summary: 'A new token, shown this once' })
  @ApiCreatedResponse({ standardSchema: newAssistantTokenSchema })
  async create(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
    @Body({ schema: createAssistantTokenSchema }) body: z.output<typeof createAssistantTokenSchema>,
  ): Promise<NewAssistantToken> {
    const token = `${tokenPrefix}${randomToken()}`;
    const scopes = [...new Set(body.scopes)];
    const input = { assistantId: id, name: body.name, scopes, tokenHash: hashToken(token) };
    return { id: await this.tokens.create(deedOf(person), input), token };
  }

  @Delete(':tokenId')
  @HttpCode(204)
  @Roles('admin')
  @ApiOperation({ summary: 'End a token; it is refused at once' })
  revoke(
    @CurrentPerson() person: Person,
    @Param('id', recordId) id: string,
    @Param('tokenId', recordId) tokenId: string,
  ): Promise<void> {
    return this.tokens.revoke(deedOf(person), id, tokenId);
  }
}
