import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { apiErrorSchema } from '@voronka/contracts';
import { z } from 'zod';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/**
 * A query's schema has to stand where it is used: its properties become parameters, which a reference to a named schema
 * would hide.
 *
 * @returns undefined for all other schemas: those are converted as usual
 */
function inlineQuery(schema: unknown): { schema: object; components: Record<string, unknown> } | undefined {
  const id = schema instanceof z.ZodType ? schema.meta()?.id : undefined;
  if (!(schema instanceof z.ZodType) || id?.endsWith('Query') !== true) return undefined;
  const converted = z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'input' }) as {
    definitions?: Record<string, object>;
  };
  const { [id]: query, ...components } = converted.definitions ?? {};
  return query ? { schema: query, components } : undefined;
}

/** Adds what is the same everywhere: every route can answer with an error of one form. */
function complete(document: OpenAPIObject): OpenAPIObject {
  const { $schema: _dialect, ...apiError } = z.toJSONSchema(apiErrorSchema, { target: 'openapi-3.0' });
  const schemas: Schemas = { ...document.components?.schemas, ApiError: apiError as Schemas[string] };
  for (const path of Object.values(document.paths)) {
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete]) {
      if (!operation) continue;
      operation.responses['default'] = {
        description: 'What went wrong, in both languages',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/ApiError' } } },
      };
    }
  }
  return { ...document, components: { ...document.components, schemas } };
}

/**
 * The description reads parameters only where TypeScript left their types behind, which our build does not do. Schemas tell
 * the real types; a path parameter is a text.
 */
function declareParameterTypes(app: NestExpressApplication): void {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  for (const { metatype } of controllers) {
    const prototype = metatype?.prototype as Record<string, (...parameters: unknown[]) => unknown> | undefined;
    if (!prototype) continue;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const types = Array.from({ length: prototype[name]?.length ?? 0 }, () => String);
      Reflect.defineMetadata('design:paramtypes', types, prototype, name);
    }
  }
}

/** Serves the description of the API at `/api/openapi.json`, for people at `/api/docs`; all files are local. */
export function serveDocs(app: NestExpressApplication): void {
  declareParameterTypes(app);
  const config = new DocumentBuilder()
    .setTitle('Voronka')
    .setDescription('Chats, dialogues, flows and settings. Dates are ISO 8601 UTC.')
    .setVersion('1')
    .addCookieAuth('voronka_session', { type: 'apiKey', in: 'cookie' }, 'login')
    .addBearerAuth({ type: 'http' }, 'visitor')
    .addBearerAuth({ type: 'http' }, 'assistant')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-Auth-Token' }, 'amocrm')
    .build();
  const describe = () => SwaggerModule.createDocument(app, config, { standardSchemaConverter: inlineQuery });
  SwaggerModule.setup('api/docs', app, () => complete(describe()), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Voronka API',
    swaggerOptions: { persistAuthorization: false },
  });
}
