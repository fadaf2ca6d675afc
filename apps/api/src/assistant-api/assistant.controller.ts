import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import {
  assistantTurnSchema,
  openTurnsQuerySchema,
  openTurnsSchema,
  proposalSchema,
  sendSignalSchema,
  takenSchema,
} from '@voronka/contracts';
import type {
  AssistantProposal,
  AssistantTurn,
  OpenTurns,
  OpenTurnsQuery,
  SendSignal,
  Taken,
} from '@voronka/contracts';
import { Roles, Scopes } from '../auth/access.decorators.ts';
import { CurrentAssistant } from '../auth/principal.ts';
import type { Assistant } from '../auth/principal.ts';
import { AssistantService } from './assistant.service.ts';
import { abortedBy } from './request-signal.ts';

/** Outside assistants: the turns that wait for them, and what they propose. */
@ApiTags('outside assistants')
@ApiBearerAuth('assistant')
@Controller('api/assistant')
export class AssistantController {
  constructor(@Inject(AssistantService) private readonly assistants: AssistantService) {}

  @Get('turns')
  @Roles('assistant')
  @Scopes('turn.read')
  @ApiOperation({ summary: 'Turns that wait for an answer; waits for one up to 25 seconds' })
  @ApiOkResponse({ standardSchema: openTurnsSchema })
  openTurns(
    @CurrentAssistant() assistant: Assistant,
    @Query({ schema: openTurnsQuerySchema }) query: OpenTurnsQuery,
    @Req() request: Request,
  ): Promise<OpenTurns> {
    return this.assistants.openTurns(assistant, query, abortedBy(request));
  }

  @Get('turns/:turnId')
  @Roles('assistant')
  @Scopes('turn.read')
  @ApiOperation({ summary: 'One turn: the last words, what is known, what is missing, what may be signalled' })
  @ApiOkResponse({ standardSchema: assistantTurnSchema })
  turn(@CurrentAssistant() assistant: Assistant, @Param('turnId') turnId: string): Promise<AssistantTurn> {
    return this.assistants.readTurn(assistant, turnId);
  }

  @Post('turns/:turnId/proposals')
  @HttpCode(200)
  @Roles('assistant')
  @Scopes('reply.propose', 'slots.propose', 'signal.send')
  @ApiOperation({ summary: 'Propose a reply, slots and signals for a turn; each part needs its own scope' })
  @ApiOkResponse({ standardSchema: takenSchema })
  propose(
    @CurrentAssistant() assistant: Assistant,
    @Param('turnId') turnId: string,
    @Body({ schema: proposalSchema }) body: AssistantProposal,
  ): Promise<Taken> {
    return this.assistants.propose(assistant, turnId, body);
  }

  @Post('dialogues/:id/signals')
  @HttpCode(200)
  @Roles('assistant')
  @Scopes('signal.send')
  @ApiOperation({ summary: 'Send a signal about a dialogue, at any time' })
  @ApiOkResponse({ standardSchema: takenSchema })
  signal(
    @CurrentAssistant() assistant: Assistant,
    @Param('id') id: string,
    @Body({ schema: sendSignalSchema }) body: SendSignal,
  ): Promise<Taken> {
    return this.assistants.sendSignal(assistant, id, body);
  }
}
