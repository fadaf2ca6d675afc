import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import ipaddr from 'ipaddr.js';
import { VoronkaError } from '@voronka/contracts';
import { equalInConstantTime } from '@voronka/platform';
import type { Config } from '@voronka/platform';
import { Public } from '../auth/access.decorators.ts';
import { readBearerToken } from '../auth/session-cookie.ts';
import { CONFIG } from '../core/tokens.ts';
import { MetricsService } from './metrics.service.ts';

/** Numbers for Prometheus. */
@ApiTags('operation')
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(MetricsService) private readonly metrics: MetricsService,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Prometheus metrics; loopback only unless a metrics token is set' })
  @ApiProduces('text/plain')
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.refuseOutsiders(request);
    const { contentType, body } = await this.metrics.render();
    response.setHeader('content-type', contentType);
    response.send(body);
  }

  private refuseOutsiders(request: Request): void {
    const { metricsToken } = this.config;
    if (metricsToken !== null) {
      if (equalInConstantTime(readBearerToken(request) ?? '', metricsToken)) return;
      throw new VoronkaError('Auth.Required', 'the metrics token is missing or wrong');
    }
    if (isLoopback(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined) return;
    throw new VoronkaError('Auth.Forbidden', 'metrics are for this machine only');
  }
}

function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
