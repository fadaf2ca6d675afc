import { defineEntity, p } from '@mikro-orm/postgresql';
import type { InferEntity } from '@mikro-orm/postgresql';
import type { AssistantScope } from '@voronka/contracts';
import type { Locale } from '@voronka/domain';

/** The company that an installation serves. Every other row names its workspace. */
export const Workspace = defineEntity({
  name: 'Workspace',
  tableName: 'workspaces',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    defaultLocale: p.text().$type<Locale>(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** A person who logs in. */
export const User = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    email: p.text(),
    name: p.text(),
    role: p.text().$type<'admin' | 'manager' | 'auditor'>(),
    /** scrypt, versioned text; never leaves the API's login code. */
    passwordHash: p.text().hidden(),
    mustChangePassword: p.boolean().default(false),
    locale: p.text().$type<Locale>().default('ru'),
    disabled: p.boolean().default(false),
    failedLogins: p.integer().default(0),
    lockedUntil: p.datetime(3).nullable(),
    availability: p.text().$type<'available' | 'away'>().default('available'),
    /** Away until then, and available from then on; null: until it is changed. */
    availabilityUntil: p.datetime(3).nullable(),
    /** Open dialogues at most; null: any number. */
    capacity: p.integer().nullable(),
    /** Own working hours; null: those of the funnel. */
    calendarId: p.uuid().nullable(),
    /** When a dialogue was last assigned automatically. */
    lastAssignedAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** A login. Only the hash of its token is stored. */
export const Session = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    tokenHash: p.text().primary(),
    userId: p.uuid(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    expiresAt: p.datetime(3),
  },
});

/** A token of an outside assistant. Only its hash is stored. */
export const ApiToken = defineEntity({
  name: 'ApiToken',
  tableName: 'api_tokens',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    name: p.text(),
    tokenHash: p.text(),
    /** null: of the whole workspace, as tokens were before they belonged to an assistant. */
    assistantId: p.uuid().nullable(),
    scopes: p.json<AssistantScope[]>().default('["dialogue.read"]' as never),
    createdAt: p.datetime(3).defaultRaw('now()'),
    revokedAt: p.datetime(3).nullable(),
  },
});

/** A row of {@link Workspace}. */
export type WorkspaceRow = InferEntity<typeof Workspace>;
/** A row of {@link User}. */
export type UserRow = InferEntity<typeof User>;
/** A row of {@link Session}. */
export type SessionRow = InferEntity<typeof Session>;
