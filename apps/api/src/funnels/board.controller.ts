import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { boardQuerySchema, boardSchema, moveBoardCardSchema, VoronkaError } from '@voronka/contracts';
import type { Board } from '@voronka/contracts';
import { OperatorStore, readBoard } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import { Roles } from '../auth/access.decorators.ts';
import { actorOf, CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { DialogueWaker } from '../dialogues/dialogue-waker.ts';
import { IdPipe } from '../http/id.pipe.ts';

const funnelId = new IdPipe();

/** A funnel as a board: columns of cards, and moving one. */
@ApiTags('funnels')
@Controller('api/funnels/:id/board')
export class BoardController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(OperatorStore) private readonly operator: OperatorStore,
    @Inject(DialogueWaker) private readonly waker: DialogueWaker,
  ) {}

  @Get()
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'The board of a funnel: stages with the cards that stand there, the newest there first' })
  @ApiOkResponse({ standardSchema: boardSchema })
  async board(
    @CurrentPerson() person: Person,
    @Param('id', funnelId) id: string,
    @Query({ schema: boardQuerySchema }) query: z.output<typeof boardQuerySchema>,
  ): Promise<Board> {
    const key = { workspaceId: person.workspace.id, funnelId: id };
    const board = await readBoard(this.database.em.fork(), key, query);
    if (!board) throw new VoronkaError('Request.NotFound', 'no such funnel');
    return board;
  }

  @Post('moves')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({
    summary: 'Move a card to a stage, in the CRM too; refused where it is known that it cannot go there',
  })
  async move(
    @CurrentPerson() person: Person,
    @Param('id', funnelId) id: string,
    @Body({ schema: moveBoardCardSchema }) body: z.output<typeof moveBoardCardSchema>,
  ): Promise<void> {
    const { dialogueId } = body;
    const workspaceId = person.workspace.id;
    const deed = {
      dialogueId,
      workspaceId,
      userId: person.id,
      actor: actorOf(person),
      requestId: body.id,
      correlationId: correlationId() ?? '',
    };
    const written = await this.operator.moveOnBoard(deed, id, body);
    if (written) await this.waker.wake({ dialogueId, workspaceId, kind: 'cardMoved', ...written });
  }
}
