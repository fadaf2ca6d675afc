import { Module } from '@nestjs/common';
import { OutgoingWebhooksController } from './outgoing-webhooks.controller.ts';

/** Addresses that flows call. */
@Module({ controllers: [OutgoingWebhooksController] })
export class OutgoingWebhooksModule {}
