import { SetMetadata } from '@nestjs/common';
import type { CustomDecorator } from '@nestjs/common';
import type { AssistantScope, Role } from '@voronka/contracts';

/** Metadata key of {@link Public}. */
export const publicKey = 'voronka:public';
/** Metadata key of {@link Roles}. */
export const rolesKey = 'voronka:roles';
/** Metadata key of {@link Scopes}. */
export const scopesKey = 'voronka:scopes';
/** Metadata key of {@link BeforePasswordChange}. */
export const beforePasswordChangeKey = 'voronka:before-password-change';

/** Opens a route to everyone. It must also stand in `public-routes.ts`; a test compares. */
export function Public(): CustomDecorator {
  return SetMetadata(publicKey, true);
}

/** Opens a route to these roles. A route without this or {@link Public} is open to nobody. */
export function Roles(...roles: [Role, ...Role[]]): CustomDecorator {
  return SetMetadata(rolesKey, roles);
}

/** Lets tokens in that have one of these scopes. A route of the role `assistant` without it is open to no token. */
export function Scopes(...scopes: [AssistantScope, ...AssistantScope[]]): CustomDecorator {
  return SetMetadata(scopesKey, scopes);
}

/** Lets a person in who still has the first password. */
export function BeforePasswordChange(): CustomDecorator {
  return SetMetadata(beforePasswordChangeKey, true);
}
