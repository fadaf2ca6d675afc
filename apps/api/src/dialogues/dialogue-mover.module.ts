import { Module } from '@nestjs/common';
import { DialogueMover } from './dialogue-mover.ts';
import { DialogueWakerModule } from './dialogue-waker.module.ts';

/** What happens to open dialogues when something is published. */
@Module({ imports: [DialogueWakerModule], providers: [DialogueMover], exports: [DialogueMover] })
export class DialogueMoverModule {}
