import { Module } from '@nestjs/common';
import { DialogueWakerModule } from './dialogue-waker.module.ts';
import { DialoguesController } from './dialogues.controller.ts';
import { ManagerService } from './manager.service.ts';
import { OperatorController } from './operator.controller.ts';

/** Dialogues for people of the company. */
@Module({
  imports: [DialogueWakerModule],
  controllers: [DialoguesController, OperatorController],
  providers: [ManagerService],
  exports: [ManagerService],
})
export class DialoguesModule {}
