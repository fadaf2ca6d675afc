import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { VoronkaError } from '@voronka/contracts';
import type { AssistantScope, Role } from '@voronka/contracts';
import type { Actor } from '@voronka/persistence';

/** Who makes a request: a person with a login, or an outside assistant with a token. */
export type Principal =
  | {
      kind: 'person';
      id: string;
      name: string;
      email: string;
      role: Exclude<Role, 'assistant'>;
      locale: 'ru' | 'en';
      mustChangePassword: boolean;
      workspace: { id: string; name: string };
      /** Of this login, to end or to keep it. */
      sessionHash: string;
    }
  | {
      kind: 'assistant';
      /** Of the token. */
      id: string;
      name: string;
      role: 'assistant';
      /** null: a token of the whole workspace. */
      assistantId: string | null;
      scopes: readonly AssistantScope[];
      workspace: { id: string };
    };

/** A person with a login. */
export type Person = Extract<Principal, { kind: 'person' }>;

/** What a person's deeds are done and recorded under, however they proved who they are. */
export type PersonIdentity = Pick<Person, 'kind' | 'id' | 'name' | 'workspace'>;

/** An outside assistant with a token. */
export type Assistant = Extract<Principal, { kind: 'assistant' }>;

const principals = new WeakMap<Request, Principal>();

/** Notes who makes a request; called once, by the access guard. */
export function rememberPrincipal(request: Request, principal: Principal): void {
  principals.set(request, principal);
}

/** Who made a request. @throws VoronkaError `Auth.Required` on a public route */
export function principalOf(request: Request): Principal {
  const principal = principals.get(request);
  if (!principal) throw new VoronkaError('Auth.Required', 'the route is public');
  return principal;
}

/** Injects who makes the request. */
export const CurrentPrincipal = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  principalOf(context.switchToHttp().getRequest<Request>()),
);

/** Injects the person who makes the request. @throws VoronkaError `Auth.Forbidden` for an outside assistant */
export const CurrentPerson = createParamDecorator((_data: unknown, context: ExecutionContext): Person => {
  const principal = principalOf(context.switchToHttp().getRequest<Request>());
  if (principal.kind !== 'person') throw new VoronkaError('Auth.Forbidden', 'only for people');
  return principal;
});

/** Injects the outside assistant who makes the request. @throws VoronkaError `Auth.Forbidden` for a person */
export const CurrentAssistant = createParamDecorator((_data: unknown, context: ExecutionContext): Assistant => {
  const principal = principalOf(context.switchToHttp().getRequest<Request>());
  if (principal.kind !== 'assistant') throw new VoronkaError('Auth.Forbidden', 'only for outside assistants');
  return principal;
});

/** A principal as the audit log names it. */
export function actorOf(principal: Pick<Principal, 'kind' | 'id' | 'name'>): Actor {
  return { id: principal.kind === 'person' ? principal.id : null, name: principal.name };
}
