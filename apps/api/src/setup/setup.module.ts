import { Module } from '@nestjs/common';
import { DialogueMoverModule } from '../dialogues/dialogue-mover.module.ts';
import { SetupNewController } from './setup-new.controller.ts';
import { SetupNewService } from './setup-new.service.ts';
import { SetupController } from './setup.controller.ts';
import { SetupService } from './setup.service.ts';

/** Settings. */
@Module({
  imports: [DialogueMoverModule],
  controllers: [SetupController, SetupNewController],
  providers: [SetupService, SetupNewService],
  exports: [SetupService],
})
export class SetupModule {}
