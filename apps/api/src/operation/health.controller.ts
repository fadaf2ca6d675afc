import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { pingDatabase } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { Public } from '../auth/access.decorators.ts';
import { DATABASE } from '../core/tokens.ts';
import { DialogueWaker } from '../dialogues/dialogue-waker.ts';

type Answer = 'ok' | 'unreachable';

/** Probes. */
@ApiTags('operation')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(DialogueWaker) private readonly waker: DialogueWaker,
  ) {}

  @Get('live')
  @Public()
  @ApiOperation({ summary: 'The process runs' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({ summary: 'Database and Temporal answer; 503 when one does not' })
  async ready(
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ status: 'ok' | 'degraded'; database: Answer; temporal: Answer }> {
    const [database, temporal] = await Promise.all([
      answers(pingDatabase(this.database.em.fork())),
      answers(this.waker.check()),
    ]);
    const status = database === 'ok' && temporal === 'ok' ? 'ok' : 'degraded';
    if (status !== 'ok') response.status(503);
    return { status, database, temporal };
  }
}

function answers(question: Promise<void>): Promise<Answer> {
  return question.then(
    () => 'ok',
    () => 'unreachable',
  );
}
