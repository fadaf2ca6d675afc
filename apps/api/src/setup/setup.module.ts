import { Module } from '@nestjs/common';
import { SetupController } from './setup.controller.ts';
import { SetupService } from './setup.service.ts';

/** Settings. */
@Module({ controllers: [SetupController], providers: [SetupService] })
export class SetupModule {}
