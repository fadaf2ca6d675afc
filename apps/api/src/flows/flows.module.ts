import { Module } from '@nestjs/common';
import { DialogueMoverModule } from '../dialogues/dialogue-mover.module.ts';
import { FlowVersionsController } from './flow-versions.controller.ts';
import { FlowsController } from './flows.controller.ts';
import { FlowsService } from './flows.service.ts';

/** Flows. */
@Module({
  imports: [DialogueMoverModule],
  controllers: [FlowsController, FlowVersionsController],
  providers: [FlowsService],
})
export class FlowsModule {}
