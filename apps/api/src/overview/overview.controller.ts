import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { overviewSchema } from '@voronka/contracts';
import type { Overview } from '@voronka/contracts';
import { readDemoPlace, readOverview } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';

/** Numbers of the first page. */
@ApiTags('overview')
@Controller('api/overview')
export class OverviewController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Get()
  @Roles('admin', 'manager', 'auditor')
  @ApiOperation({ summary: 'What is going on; every number opens its list' })
  @ApiOkResponse({ standardSchema: overviewSchema })
  async read(@CurrentPerson() person: Person): Promise<Overview> {
    const em = this.database.em.fork();
    const [numbers, demo] = await Promise.all([readOverview(em, person.workspace.id), readDemoPlace(em.fork())]);
    return { ...numbers, demo: demo ? { chatUrl: '/demo', crmUrl: demo.crmUrl } : null };
  }
}
