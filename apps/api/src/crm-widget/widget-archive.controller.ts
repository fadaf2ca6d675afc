import { existsSync } from 'node:fs';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { VoronkaError } from '@voronka/contracts';
import { listIntegrations } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { siteFolders } from '../site/site-folders.ts';

/** The archive with the widget, which an administrator uploads to the account. */
@ApiTags('setup')
@Controller('api/integrations/:id')
export class WidgetArchiveController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Get('widget.zip')
  @Roles('admin')
  @ApiOperation({ summary: 'The widget for the account’s lead cards, to be uploaded there; amoCRM FULL alone has it' })
  @ApiProduces('application/zip')
  @ApiResponse({ status: 200, description: 'widget.zip' })
  async archive(
    @CurrentPerson() person: Person,
    @Param('id', new IdPipe()) id: string,
    @Res() response: Response,
  ): Promise<void> {
    const known = await listIntegrations(this.database.em.fork(), person.workspace.id, { hooksCanArrive: false });
    const integration = known.find((one) => one.id === id);
    if (!integration) throw new VoronkaError('Request.NotFound', 'no integration with this id');
    if (integration.kind !== 'amocrmFull') throw new VoronkaError('Crm.NotSupported', 'this kind has no widget');
    const { amocrmWidget: path } = siteFolders;
    if (!existsSync(path)) throw new VoronkaError('Request.NotFound', 'the widget was not built');
    response.setHeader('cache-control', 'no-store');
    await new Promise<void>((resolve, reject) => {
      response.download(path, 'voronka-widget.zip', (error?: Error) => (error ? reject(error) : resolve()));
    });
  }
}
