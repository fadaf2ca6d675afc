import { Module } from '@nestjs/common';
import { AssistantApiModule } from '../assistant-api/assistant-api.module.ts';
import { McpController } from './mcp.controller.ts';

/** Outside assistants by the Model Context Protocol. */
@Module({ imports: [AssistantApiModule], controllers: [McpController] })
export class McpModule {}
