import { Module } from '@nestjs/common';
import { DialoguesModule } from '../dialogues/dialogues.module.ts';
import { CrmWidgetAccess } from './crm-widget-access.ts';
import { CrmWidgetController } from './crm-widget.controller.ts';
import { WidgetArchiveController } from './widget-archive.controller.ts';

/** The dialogue inside the CRM's card. */
@Module({
  imports: [DialoguesModule],
  controllers: [CrmWidgetController, WidgetArchiveController],
  providers: [CrmWidgetAccess],
})
export class CrmWidgetModule {}
