import type { AssistantScope } from '@voronka/contracts';
import { FieldsError } from '../http/api-fault.ts';
import type { Assistant } from './principal.ts';

function scopeMissing(...scopes: readonly AssistantScope[]): FieldsError {
  const names = scopes.join(', ');
  const message =
    scopes.length === 1
      ? { ru: `нужно право ${names}`, en: `the scope ${names} is needed` }
      : { ru: `нужно одно из прав: ${names}`, en: `one of these scopes is needed: ${names}` };
  return new FieldsError('Auth.ScopeMissing', [{ path: 'scope', message }]);
}

/** @throws FieldsError `Auth.ScopeMissing` that names the scope */
export function requireScope(assistant: Assistant, scope: AssistantScope): void {
  if (!assistant.scopes.includes(scope)) throw scopeMissing(scope);
}

/** @throws FieldsError `Auth.ScopeMissing` that names the scopes of which one would do */
export function requireAnyScope(assistant: Assistant, scopes: readonly AssistantScope[]): void {
  if (!scopes.some((scope) => assistant.scopes.includes(scope))) throw scopeMissing(...scopes);
}
