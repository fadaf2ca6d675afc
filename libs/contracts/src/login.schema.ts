/** REST of logging in, and of who is logged in. */
import { z } from 'zod';

/** Roles of people and of outside assistants. */
export const roleSchema = z.enum(['admin', 'manager', 'auditor', 'assistant']).meta({ id: 'Role' });
/** A role. */
export type Role = z.infer<typeof roleSchema>;

/** `POST /api/auth/login` */
export const loginSchema = z
  .strictObject({ email: z.string().trim().min(3).max(200), password: z.string().min(1).max(200) })
  .meta({ id: 'Login' });

/** `POST /api/auth/password` */
export const changePasswordSchema = z
  .strictObject({ current: z.string().min(1).max(200), next: z.string().min(10).max(200) })
  .meta({ id: 'ChangePassword' });

/** `GET /api/auth/me`, also the answer of login. */
export const meSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    locale: z.enum(['ru', 'en']),
    mustChangePassword: z.boolean(),
    workspace: z.object({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'Me' });
/** Who is logged in. */
export type Me = z.infer<typeof meSchema>;

/** `PATCH /api/auth/me` */
export const updateMeSchema = z.strictObject({ locale: z.enum(['ru', 'en']) }).meta({ id: 'UpdateMe' });
