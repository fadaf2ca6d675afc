import { randomBytes } from 'node:crypto';
import { hashPassword } from '@voronka/platform';
import type { Login } from '../stack/admin-client.ts';
import type { Stack } from '../stack/stack.ts';

/** E-mails of the demo workspace's people. */
export const demoPeople = {
  admin: 'admin@voronka.local',
  manager: 'olga@demo.voronka.local',
  auditor: 'audit@demo.voronka.local',
} as const;

/**
 * Gives a person of the demo a new password, as a reset by an operator would.
 *
 * @param mustChange whether it counts as a first password, which has to be changed at the next login. @default false
 */
export async function givePassword(
  stack: Pick<Stack, 'query'>,
  person: keyof typeof demoPeople,
  { mustChange = false }: { mustChange?: boolean } = {},
): Promise<Login> {
  const login = { email: demoPeople[person], password: randomBytes(12).toString('base64url') };
  const changed = await stack.query<{ id: string }>(
    'update users set password_hash = $1, must_change_password = $2 where email = $3 returning id',
    [await hashPassword(login.password), mustChange, login.email],
  );
  if (changed.length !== 1) throw new Error(`the demo has no ${person}`);
  return login;
}
