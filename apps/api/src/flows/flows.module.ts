import { Module } from '@nestjs/common';
import { FlowsController } from './flows.controller.ts';
import { FlowsService } from './flows.service.ts';

/** Flows. */
@Module({ controllers: [FlowsController], providers: [FlowsService] })
export class FlowsModule {}
