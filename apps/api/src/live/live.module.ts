import { Module } from '@nestjs/common';
import { LiveHub } from './live-hub.ts';
import { LiveListener } from './live-listener.ts';
import { OpenStreams } from './open-streams.ts';
import { PeopleEventsController } from './people-events.controller.ts';

/** What changed, told to those who look. */
@Module({
  controllers: [PeopleEventsController],
  providers: [LiveHub, LiveListener, OpenStreams],
  exports: [LiveHub, OpenStreams],
})
export class LiveModule {}
