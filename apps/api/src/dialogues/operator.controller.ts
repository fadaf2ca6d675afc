import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { operatorMoveSchema, operatorRunSchema, operatorSignalSchema } from '@voronka/contracts';
import type { WakeUpSignalName } from '@voronka/contracts';
import { OperatorStore } from '@voronka/persistence';
import type { OperatorDeed } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import { Roles } from '../auth/access.decorators.ts';
import { actorOf, CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { DialogueWaker } from './dialogue-waker.ts';

const dialogueId = new IdPipe('Dialogue.Unknown');

/** What people do by hand in a dialogue besides writing. A repeat with the same id does nothing. */
@ApiTags('dialogues')
@Controller('api/dialogues/:id')
export class OperatorController {
  constructor(
    @Inject(OperatorStore) private readonly operator: OperatorStore,
    @Inject(DialogueWaker) private readonly waker: DialogueWaker,
  ) {}

  @Post('signals')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Send a signal that people may send' })
  async signal(
    @CurrentPerson() person: Person,
    @Param('id', dialogueId) id: string,
    @Body({ schema: operatorSignalSchema }) body: z.output<typeof operatorSignalSchema>,
  ): Promise<void> {
    const deed = deedOf(person, id, body.id);
    await this.wake(deed, 'signal', await this.operator.sendSignal(deed, body));
  }

  @Post('stage')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Move the card to a stage, forward or back' })
  async stage(
    @CurrentPerson() person: Person,
    @Param('id', dialogueId) id: string,
    @Body({ schema: operatorMoveSchema }) body: z.output<typeof operatorMoveSchema>,
  ): Promise<void> {
    const deed = deedOf(person, id, body.id);
    await this.wake(deed, 'cardMoved', await this.operator.moveStage(deed, body.stageKey));
  }

  @Post('run/:triggerId')
  @HttpCode(204)
  @Roles('admin', 'manager')
  @ApiOperation({ summary: 'Press a button of the dialogue’s flow' })
  async run(
    @CurrentPerson() person: Person,
    @Param('id', dialogueId) id: string,
    @Param('triggerId') triggerId: string,
    @Body({ schema: operatorRunSchema }) body: z.output<typeof operatorRunSchema>,
  ): Promise<void> {
    const deed = deedOf(person, id, body.id);
    await this.wake(deed, 'manualStart', await this.operator.run(deed, triggerId));
  }

  private async wake(deed: OperatorDeed, kind: WakeUpSignalName, written: { seq: number } | null): Promise<void> {
    if (written)
      await this.waker.wake({ dialogueId: deed.dialogueId, workspaceId: deed.workspaceId, kind, ...written });
  }
}

function deedOf(person: Person, id: string, requestId: string): OperatorDeed {
  return {
    dialogueId: id,
    workspaceId: person.workspace.id,
    userId: person.id,
    actor: actorOf(person),
    requestId,
    correlationId: correlationId() ?? '',
  };
}
