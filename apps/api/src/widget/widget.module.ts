import { Module } from '@nestjs/common';
import { DialogueWakerModule } from '../dialogues/dialogue-waker.module.ts';
import { LiveModule } from '../live/live.module.ts';
import { VisitorAccess } from './visitor-access.ts';
import { VisitorFeeds } from './visitor-feeds.ts';
import { WidgetController } from './widget.controller.ts';
import { WidgetMessageService } from './widget-message.service.ts';
import { WidgetSessionService } from './widget-session.service.ts';

/** The site's chat. */
@Module({
  imports: [LiveModule, DialogueWakerModule],
  controllers: [WidgetController],
  providers: [VisitorAccess, VisitorFeeds, WidgetMessageService, WidgetSessionService],
})
export class WidgetModule {}
