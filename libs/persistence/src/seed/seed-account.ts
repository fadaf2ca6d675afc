import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { hashPassword, randomToken } from '@voronka/platform';

/** A new account as it is told to the person at the terminal, once. */
export interface NewLogin {
  email: string;
  password: string;
  role: 'admin' | 'manager' | 'auditor';
}

/** Makes an account with a random password, of which only the hash is stored. */
export async function seedAccount(
  em: EntityManager,
  input: {
    id?: string;
    workspaceId: string;
    email: string;
    name: string;
    role: NewLogin['role'];
    mustChangePassword: boolean;
  },
): Promise<NewLogin> {
  const password = randomToken(12);
  await em.execute(
    `insert into users (id, workspace_id, email, name, role, password_hash, must_change_password)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [
      input.id ?? randomUUID(),
      input.workspaceId,
      input.email,
      input.name,
      input.role,
      await hashPassword(password),
      input.mustChangePassword,
    ],
  );
  return { email: input.email, password, role: input.role };
}
