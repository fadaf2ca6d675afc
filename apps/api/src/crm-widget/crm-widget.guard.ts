import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { VoronkaError } from '@voronka/contracts';
import type { WidgetPerson } from '@voronka/persistence';
import { CrmWidgetAccess } from './crm-widget-access.ts';
import { cardRolesKey, rememberCaller } from './widget-caller.ts';

/** Stands before the routes of the CRM's card and denies by default: the token proves who asks, the role what they may. */
@Injectable()
export class CrmWidgetGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(CrmWidgetAccess) private readonly access: CrmWidgetAccess,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marks = [context.getHandler(), context.getClass()];
    const roles = this.reflector.getAllAndOverride<readonly WidgetPerson['role'][] | undefined>(cardRolesKey, marks);
    const request = context.switchToHttp().getRequest<Request>();
    const caller = await this.access.callerOf(request);
    if (!roles?.includes(caller.person.role)) throw new VoronkaError('Auth.Forbidden', 'the role is not allowed here');
    rememberCaller(request, caller);
    return true;
  }
}
