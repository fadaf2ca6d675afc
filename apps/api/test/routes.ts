import { RequestMethod } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import type { AssistantScope, Role } from '@voronka/contracts';
import { publicKey, rolesKey, scopesKey } from '../src/auth/access.decorators.ts';

/** One route of a controller with what the guard reads of it. */
export interface ControllerRoute {
  /** For example `GET /api/dialogues/:id`. */
  address: string;
  isPublic: boolean;
  roles: readonly Role[];
  /** Of tokens; one of them is enough. */
  scopes: readonly AssistantScope[];
}

interface RouterLayer {
  route?: { path: string; methods: Record<string, boolean> };
}

/** Every address that express really routes, from its own table. */
export function routedAddresses(app: NestExpressApplication): string[] {
  const { router } = app.getHttpAdapter().getInstance() as { router: { stack: RouterLayer[] } };
  return router.stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
  );
}

/** Every route of every controller, from Nest's own metadata. */
export function controllerRoutes(app: NestExpressApplication): ControllerRoute[] {
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  return [...app.get(ModulesContainer).values()]
    .flatMap(({ controllers }) => [...controllers.values()])
    .flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      return scanner.getAllMethodNames(prototype).flatMap((name): ControllerRoute[] => {
        const handler = prototype[name];
        if (!handler || !metatype) return [];
        const method = reflector.get<RequestMethod | undefined>(METHOD_METADATA, handler);
        if (method === undefined) return [];
        const marks = [handler, metatype];
        const parts = [reflector.get<string>(PATH_METADATA, metatype), reflector.get<string>(PATH_METADATA, handler)];
        const path = parts.flatMap((part) => part.split('/')).filter((part) => part !== '');
        return [
          {
            address: `${RequestMethod[method]} /${path.join('/')}`,
            isPublic: reflector.getAllAndOverride<boolean | undefined>(publicKey, marks) ?? false,
            roles: reflector.getAllAndOverride<Role[] | undefined>(rolesKey, marks) ?? [],
            scopes: reflector.getAllAndOverride<AssistantScope[] | undefined>(scopesKey, marks) ?? [],
          },
        ];
      });
    });
}
