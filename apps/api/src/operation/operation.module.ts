import { Module } from '@nestjs/common';
import { DialogueWakerModule } from '../dialogues/dialogue-waker.module.ts';
import { HealthController } from './health.controller.ts';
import { Housekeeper } from './housekeeper.ts';
import { MetricsController } from './metrics.controller.ts';
import { MetricsService } from './metrics.service.ts';

/** What an operator needs. */
@Module({
  imports: [DialogueWakerModule],
  controllers: [HealthController, MetricsController],
  providers: [MetricsService, Housekeeper],
})
export class OperationModule {}
