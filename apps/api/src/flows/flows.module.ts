import { Module } from '@nestjs/common';
import { DialogueMoverModule } from '../dialogues/dialogue-mover.module.ts';
import { ChannelFlowController } from './channel-flow.controller.ts';
import { FlowLibraryController } from './flow-library.controller.ts';
import { FlowLibraryService } from './flow-library.service.ts';
import { FlowVersionsController } from './flow-versions.controller.ts';
import { FlowsController } from './flows.controller.ts';
import { FlowsService } from './flows.service.ts';

/** Flows. */
@Module({
  imports: [DialogueMoverModule],
  controllers: [FlowsController, FlowLibraryController, FlowVersionsController, ChannelFlowController],
  providers: [FlowsService, FlowLibraryService],
})
export class FlowsModule {}
