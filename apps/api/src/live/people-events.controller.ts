import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { LiveNotice } from '@voronka/persistence';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import type { EventStream } from './event-stream.ts';
import { LiveHub } from './live-hub.ts';
import { OpenStreams } from './open-streams.ts';

/** A stream ends after this time, in ms; the page connects anew, and its login is looked at again. */
const longestMs = 15 * 60_000;

/** Live updates for people of the company. */
@ApiTags('live')
@Controller('api/events')
export class PeopleEventsController {
  constructor(
    @Inject(LiveHub) private readonly hub: LiveHub,
    @Inject(OpenStreams) private readonly streams: OpenStreams,
  ) {}

  @Get()
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({
    summary: 'Server-sent events: dialogue {id}, typing {dialogueId}, incident {id}, handOff {id}, held, ping',
  })
  @ApiProduces('text/event-stream')
  events(@CurrentPerson() person: Person, @Res() response: Response): void {
    const stream = this.streams.open(response);
    const unsubscribe = this.hub.subscribe((signal) => {
      // A reader who connects anew reads everything anew: the shortest way to be right after missed notices.
      if (signal.kind === 'resync') stream.end();
      else if (signal.notice.workspaceId === person.workspace.id) send(stream, signal.notice);
    });
    const timer = setTimeout(() => stream.end(), longestMs);
    stream.onEnd(() => {
      clearTimeout(timer);
      unsubscribe();
    });
  }
}

function send(stream: EventStream, notice: LiveNotice): void {
  if (notice.typing) {
    if (notice.typing === 'client') stream.send('typing', { dialogueId: notice.dialogueId });
    return;
  }
  stream.send('dialogue', { id: notice.dialogueId });
  if (notice.also === 'incident') stream.send('incident', { id: notice.dialogueId });
  if (notice.also === 'handOff') stream.send('handOff', { id: notice.dialogueId });
  if (notice.also === 'held') stream.send('held', {});
}
