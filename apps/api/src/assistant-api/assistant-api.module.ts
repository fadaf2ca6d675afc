import { Module } from '@nestjs/common';
import { DialogueWakerModule } from '../dialogues/dialogue-waker.module.ts';
import { LiveModule } from '../live/live.module.ts';
import { SetupModule } from '../setup/setup.module.ts';
import { AssistantCheckController } from './assistant-check.controller.ts';
import { AssistantTokensController } from './assistant-tokens.controller.ts';
import { AssistantController } from './assistant.controller.ts';
import { AssistantService } from './assistant.service.ts';
import { TurnWaiter } from './turn-waiter.ts';

/** Outside assistants by REST, and the tokens by which they come in. */
@Module({
  imports: [DialogueWakerModule, LiveModule, SetupModule],
  controllers: [AssistantController, AssistantTokensController, AssistantCheckController],
  providers: [AssistantService, TurnWaiter],
  exports: [AssistantService],
})
export class AssistantApiModule {}
