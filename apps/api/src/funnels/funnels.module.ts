import { Module } from '@nestjs/common';
import { DialogueWakerModule } from '../dialogues/dialogue-waker.module.ts';
import { DialogueMoverModule } from '../dialogues/dialogue-mover.module.ts';
import { BoardController } from './board.controller.ts';
import { CrmStages } from './crm-stages.ts';
import { FunnelsController } from './funnels.controller.ts';
import { FunnelsService } from './funnels.service.ts';
import { StageMappingController } from './stage-mapping.controller.ts';
import { StageMappingService } from './stage-mapping.service.ts';
import { TestMoveService } from './test-move.service.ts';

/** Funnels and how they are bound to CRMs. */
@Module({
  imports: [DialogueMoverModule, DialogueWakerModule],
  controllers: [FunnelsController, BoardController, StageMappingController],
  providers: [CrmStages, FunnelsService, StageMappingService, TestMoveService],
})
export class FunnelsModule {}
