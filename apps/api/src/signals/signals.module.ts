import { Module } from '@nestjs/common';
import { DialogueMoverModule } from '../dialogues/dialogue-mover.module.ts';
import { SignalsController } from './signals.controller.ts';
import { SignalsService } from './signals.service.ts';

/** Signals. */
@Module({ imports: [DialogueMoverModule], controllers: [SignalsController], providers: [SignalsService] })
export class SignalsModule {}
