import { Module } from '@nestjs/common';
import { DialogueWakerModule } from '../dialogues/dialogue-waker.module.ts';
import { CalendarsController } from './calendars.controller.ts';
import { CalendarsService } from './calendars.service.ts';
import { ManagerQueue } from './manager-queue.ts';
import { PeopleController } from './people.controller.ts';
import { PeopleService } from './people.service.ts';

/** Managers, their hours and the distribution of dialogues among them. */
@Module({
  imports: [DialogueWakerModule],
  controllers: [PeopleController, CalendarsController],
  providers: [ManagerQueue, PeopleService, CalendarsService],
})
export class PeopleModule {}
