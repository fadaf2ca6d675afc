import { Module } from '@nestjs/common';
import { DialogueMoverModule } from '../dialogues/dialogue-mover.module.ts';
import { SetupController } from './setup.controller.ts';
import { SetupService } from './setup.service.ts';

/** Settings. */
@Module({
  imports: [DialogueMoverModule],
  controllers: [SetupController],
  providers: [SetupService],
  exports: [SetupService],
})
export class SetupModule {}
