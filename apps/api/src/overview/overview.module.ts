import { Module } from '@nestjs/common';
import { OverviewController } from './overview.controller.ts';

/** The first page. */
@Module({ controllers: [OverviewController] })
export class OverviewModule {}
