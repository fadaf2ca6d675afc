import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { Controller, Delete, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Logger } from '@voronka/platform';
import { AssistantService } from '../assistant-api/assistant.service.ts';
import { abortedBy } from '../assistant-api/request-signal.ts';
import { Roles, Scopes } from '../auth/access.decorators.ts';
import { CurrentAssistant } from '../auth/principal.ts';
import type { Assistant } from '../auth/principal.ts';
import { LOGGER } from '../core/tokens.ts';
import { createMcpServer } from './mcp-tools.ts';

/** Any of these opens the door; each tool asks for its own. */
const toolScopes = ['turn.read', 'reply.propose', 'slots.propose', 'signal.send'] as const;

/** The protocol's word for what a server without sessions does not offer: clients then go on without it. */
function refuseMethod(response: Response): void {
  const error = { code: -32000, message: 'Method not allowed.' };
  response.setHeader('allow', 'POST');
  response.status(405).json({ jsonrpc: '2.0', error, id: null });
}

/**
 * Outside assistants by the Model Context Protocol (Streamable HTTP). Without sessions: every request brings its token and
 * may reach another process. Each tool asks for its own scope.
 */
@ApiTags('outside assistants')
@ApiBearerAuth('assistant')
@Controller('mcp')
export class McpController {
  constructor(
    @Inject(AssistantService) private readonly assistants: AssistantService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Post()
  @Roles('assistant')
  @Scopes(...toolScopes)
  @ApiOperation({ summary: 'Model Context Protocol, Streamable HTTP without sessions' })
  async handle(
    @CurrentAssistant() assistant: Assistant,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const report = (err: unknown) => this.logger.error({ err }, 'a tool of an outside assistant failed');
    const server = createMcpServer(this.assistants, assistant, report, abortedBy(request));
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    response.once('close', () => void server.close());
    await server.connect(transport);
    await transport.handleRequest(request, response, request.body);
  }

  @Get()
  @Roles('assistant')
  @Scopes(...toolScopes)
  @ApiOperation({ summary: 'Always 405: there is nothing to listen to' })
  noStream(@Res() response: Response): void {
    refuseMethod(response);
  }

  @Delete()
  @Roles('assistant')
  @Scopes(...toolScopes)
  @ApiOperation({ summary: 'Always 405: there is no session to end' })
  noSession(@Res() response: Response): void {
    refuseMethod(response);
  }
}
