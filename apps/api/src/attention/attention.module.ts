import { Module } from '@nestjs/common';
import { DialogueWakerModule } from '../dialogues/dialogue-waker.module.ts';
import { AttentionController } from './attention.controller.ts';
import { AttentionService } from './attention.service.ts';

/** What waits for a person. */
@Module({ imports: [DialogueWakerModule], controllers: [AttentionController], providers: [AttentionService] })
export class AttentionModule {}
