import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { crmWidgetPath } from '@voronka/contracts';
import { CrmWidgetStore, SetupStore } from '@voronka/persistence';
import { AppModule } from './app.module.ts';
import type { ApiRuntime } from './core/runtime.ts';
import { crmWidgetCors } from './crm-widget/crm-widget-cors.ts';
import { serveDocs } from './docs/openapi.ts';
import { readBodies } from './http/bodies.ts';
import { correlate } from './http/correlation.middleware.ts';
import { ErrorFilter } from './http/error.filter.ts';
import { logRequests } from './http/request-log.middleware.ts';
import { createSchemaValidationPipe } from './http/schema-validation.pipe.ts';
import { securityHeaders } from './site/security-headers.ts';
import { serveEditorPages, serveFiles } from './site/static-files.ts';
import { widgetCors } from './widget/widget-cors.ts';

/**
 * Puts the API together, ready to listen. Closing the application closes the runtime's database too.
 *
 * @param runtime whose schema is migrated already
 */
export async function createApi(runtime: ApiRuntime): Promise<NestExpressApplication> {
  const { config, logger } = runtime;
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRuntime(runtime), {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  app.disable('x-powered-by');
  // Behind a public address stands a proxy of ours, which tells whom it speaks for.
  if (config.publicUrl !== null) app.set('trust proxy', 'loopback, uniquelocal');
  const express = app.getHttpAdapter().getInstance();
  express.use(correlate, logRequests(logger));
  express.use(securityHeaders({ https: config.publicUrl?.startsWith('https:') ?? false }));
  express.use('/api/widget', widgetCors(config, app.get(SetupStore)));
  express.use(crmWidgetPath, crmWidgetCors(app.get(CrmWidgetStore)));
  readBodies(express);
  serveFiles(express);
  express.use(serveEditorPages());
  app.useGlobalPipes(createSchemaValidationPipe());
  app.useGlobalFilters(new ErrorFilter(logger));
  serveDocs(app);
  await app.init();
  return app;
}
