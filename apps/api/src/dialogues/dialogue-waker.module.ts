import { Module } from '@nestjs/common';
import { DialogueWaker } from './dialogue-waker.ts';

/** The one way to Temporal. */
@Module({ providers: [DialogueWaker], exports: [DialogueWaker] })
export class DialogueWakerModule {}
