import { join } from 'node:path';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { VoronkaError } from '@voronka/contracts';
import { readDemoPlace } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { Public } from '../auth/access.decorators.ts';
import { DATABASE } from '../core/tokens.ts';
import { siteFolders } from './site-folders.ts';

/** A page of a made-up company with the demo's chat on it; only where the demo was seeded. */
@ApiExcludeController()
@Controller('demo')
export class DemoController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Get()
  @Public()
  async page(@Res() response: Response): Promise<void> {
    await this.requireDemo();
    response.setHeader('cache-control', 'no-cache');
    await new Promise<void>((resolve, reject) => {
      response.sendFile(join(siteFolders.widget, 'demo.html'), (error?: Error) => (error ? reject(error) : resolve()));
    });
  }

  @Get('config.json')
  @Public()
  async config(@Res({ passthrough: true }) response: Response): Promise<{ channelKey: string }> {
    response.setHeader('cache-control', 'no-store');
    return { channelKey: await this.requireDemo() };
  }

  private async requireDemo(): Promise<string> {
    const demo = await readDemoPlace(this.database.em.fork());
    if (!demo) throw new VoronkaError('Request.NotFound', 'this installation is no demo');
    return demo.channelKey;
  }
}
