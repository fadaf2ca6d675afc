import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { VoronkaError } from '@voronka/contracts';
import type { AssistantScope, Role } from '@voronka/contracts';
import { AccountStore } from '@voronka/persistence';
import { hashToken } from '@voronka/platform';
import type { Config } from '@voronka/platform';
import { CONFIG } from '../core/tokens.ts';
import { comesFromOwnPage } from '../http/own-origins.ts';
import { beforePasswordChangeKey, publicKey, rolesKey, scopesKey } from './access.decorators.ts';
import { rememberPrincipal } from './principal.ts';
import type { Principal } from './principal.ts';
import { requireAnyScope } from './scopes.ts';
import { readBearerToken, readSessionCookie } from './session-cookie.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Stands before every route and denies by default: without `@Public()` or `@Roles(…)` nobody gets in. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(AccountStore) private readonly accounts: AccountStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marks = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(publicKey, marks)) return true;
    const roles = this.reflector.getAllAndOverride<readonly Role[] | undefined>(rolesKey, marks) ?? [];
    const request = context.switchToHttp().getRequest<Request>();
    const principal = await this.authenticate(request);
    const early = this.reflector.getAllAndOverride<boolean | undefined>(beforePasswordChangeKey, marks);
    if (principal.kind === 'person' && principal.mustChangePassword && !early) {
      throw new VoronkaError('Auth.PasswordChangeRequired', 'the first password is still in use');
    }
    if (!roles.includes(principal.role)) throw new VoronkaError('Auth.Forbidden', 'the role is not allowed here');
    if (principal.kind === 'assistant') {
      const scopes = this.reflector.getAllAndOverride<readonly AssistantScope[] | undefined>(scopesKey, marks);
      if (!scopes) throw new VoronkaError('Auth.Forbidden', 'the route is open to no token');
      requireAnyScope(principal, scopes);
    }
    rememberPrincipal(request, principal);
    return true;
  }

  private async authenticate(request: Request): Promise<Principal> {
    const bearer = readBearerToken(request);
    if (bearer !== null) return this.assistantOf(bearer);
    const token = readSessionCookie(request);
    if (token === null) throw new VoronkaError('Auth.Required', 'no login');
    if (!safeMethods.has(request.method)) this.refuseForeignForms(request);
    return this.personOf(token);
  }

  private async assistantOf(token: string): Promise<Principal> {
    const found = await this.accounts.findApiToken(hashToken(token));
    if (!found) throw new VoronkaError('Auth.Required', 'unknown token');
    return {
      kind: 'assistant',
      id: found.id,
      name: found.name,
      role: 'assistant',
      assistantId: found.assistantId,
      scopes: found.scopes,
      workspace: { id: found.workspaceId },
    };
  }

  private async personOf(token: string): Promise<Principal> {
    const sessionHash = hashToken(token);
    const login = await this.accounts.findSession(sessionHash, new Date());
    if (!login) throw new VoronkaError('Auth.Expired', 'the login has ended');
    const { user, workspace } = login;
    return {
      kind: 'person',
      id: user.id,
      name: user.name,
      email: user.email,
      role: user.role,
      locale: user.locale,
      mustChangePassword: user.mustChangePassword,
      workspace: { id: workspace.id, name: workspace.name },
      sessionHash,
    };
  }

  /** A form of another site can carry the cookie, but neither set a header of ours nor hide where it comes from. */
  private refuseForeignForms(request: Request): void {
    if (request.headers['x-voronka-csrf'] === '1' && comesFromOwnPage(this.config, request)) return;
    throw new VoronkaError('Auth.Forbidden', 'the request does not come from our own page');
  }
}
