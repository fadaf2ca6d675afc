import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { apiErrorSchema } from '@voronka/contracts';
import { z } from 'zod';

/** Adds what is the same everywhere: every route can answer with an error of one form. */
function withErrors(document: OpenAPIObject): OpenAPIObject {
  const { $schema: _dialect, ...apiError } = z.toJSONSchema(apiErrorSchema, { target: 'openapi-3.0' });
  const schemas = { ...document.components?.schemas, ApiError: apiError as object };
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

/** Serves the description of the API at `/api/openapi.json`, for people at `/api/docs`; all files are local. */
export function serveDocs(app: NestExpressApplication): void {
  const config = new DocumentBuilder()
    .setTitle('Voronka')
    .setDescription('Chats, dialogues, flows and settings. Dates are ISO 8601 UTC.')
    .setVersion('1')
    .addCookieAuth('voronka_session', { type: 'apiKey', in: 'cookie' }, 'login')
    .addBearerAuth({ type: 'http' }, 'visitor')
    .build();
  SwaggerModule.setup('api/docs', app, () => withErrors(SwaggerModule.createDocument(app, config)), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Voronka API',
    swaggerOptions: { persistAuthorization: false },
  });
}
