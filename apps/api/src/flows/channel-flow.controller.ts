import { Body, Controller, Inject, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { bindFlowSchema, boundFlowSchema } from '@voronka/contracts';
import type { BoundFlow } from '@voronka/contracts';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { FlowLibraryService } from './flow-library.service.ts';

/** Which flow a channel runs. */
@ApiTags('setup')
@Controller('api/channels/:id/flow')
export class ChannelFlowController {
  constructor(@Inject(FlowLibraryService) private readonly library: FlowLibraryService) {}

  @Put()
  @Roles('admin')
  @ApiOperation({ summary: "Give a channel's assistant another published flow; new dialogues run it" })
  @ApiOkResponse({ standardSchema: boundFlowSchema })
  bind(
    @CurrentPerson() person: Person,
    @Param('id', new IdPipe()) id: string,
    @Body({ schema: bindFlowSchema }) body: z.output<typeof bindFlowSchema>,
  ): Promise<BoundFlow> {
    return this.library.bind(person, id, body);
  }
}
