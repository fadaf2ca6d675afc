import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { CustomDecorator, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { VoronkaError } from '@voronka/contracts';
import type { PersonIdentity } from '../auth/principal.ts';
import type { WidgetPerson } from '@voronka/persistence';

/** Who asks from the CRM's card. */
export interface WidgetCaller {
  person: PersonIdentity & Pick<WidgetPerson, 'role'>;
  /** Of the account in which the card is open. */
  integrationId: string;
}

/** Metadata key of {@link CardRoles}. */
export const cardRolesKey = 'voronka:card-roles';

/** Roles of the linked person that a route of the card is open to; without it it is open to nobody. */
export function CardRoles(...roles: [WidgetPerson['role'], ...WidgetPerson['role'][]]): CustomDecorator {
  return SetMetadata(cardRolesKey, roles);
}

const callers = new WeakMap<Request, WidgetCaller>();

/** Notes who asks; called once, by the guard of the card's routes. */
export function rememberCaller(request: Request, caller: WidgetCaller): void {
  callers.set(request, caller);
}

/** Injects who asks. @throws VoronkaError `Auth.Required` on a route without the card's guard */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): WidgetCaller => {
  const caller = callers.get(context.switchToHttp().getRequest<Request>());
  if (!caller) throw new VoronkaError('Auth.Required', 'the route has no guard for the card');
  return caller;
});
