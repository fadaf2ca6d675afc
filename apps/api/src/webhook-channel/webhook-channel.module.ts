import { Module } from '@nestjs/common';
import { DialogueWakerModule } from '../dialogues/dialogue-waker.module.ts';
import { WebhookChannelController } from './webhook-channel.controller.ts';
import { WebhookChannelService } from './webhook-channel.service.ts';

/** Providers who speak by signed webhooks. */
@Module({
  imports: [DialogueWakerModule],
  controllers: [WebhookChannelController],
  providers: [WebhookChannelService],
})
export class WebhookChannelModule {}
