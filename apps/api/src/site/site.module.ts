import { Module } from '@nestjs/common';
import { DemoController } from './demo.controller.ts';

/** Pages. */
@Module({ controllers: [DemoController] })
export class SiteModule {}
