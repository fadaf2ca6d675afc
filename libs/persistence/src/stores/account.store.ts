import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '@voronka/domain';
import type { AssistantScope } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { Session, User, Workspace } from '../entities/workspace.entities.ts';
import type { UserRow, WorkspaceRow } from '../entities/workspace.entities.ts';
import { firstRow } from './sql.ts';

/** How long a login lasts without being used, in ms. */
export const sessionIdleMs = 12 * 60 * 60 * 1000;
/** A used login is prolonged at most this often, in ms: reading a page must not write a row a request. */
const prolongEveryMs = 5 * 60 * 1000;
/** Wrong passwords in a row before the account waits. */
const freeAttempts = 5;
const firstLockMs = 60_000;
const longestLockMs = 15 * 60_000;

/** A login with its person. */
export interface LoginRow {
  user: UserRow;
  workspace: WorkspaceRow;
}

/** An outside assistant behind a token. */
export interface ApiTokenHolder {
  /** Of the token. */
  id: string;
  name: string;
  workspaceId: string;
  /** null: a token of the whole workspace. */
  assistantId: string | null;
  scopes: AssistantScope[];
}

/** People, their logins and the tokens of outside assistants. Knows hashes only. */
export class AccountStore {
  constructor(private readonly database: Database) {}

  /** The person of an e-mail, in any spelling of case, with the hash of the password; null also when disabled. */
  async findByEmail(email: string): Promise<UserRow | null> {
    const em = this.database.em.fork();
    const row = await firstRow<{ id: string }>(
      em,
      'select id from users where lower(email) = lower(?) and not disabled',
      [email],
    );
    return row ? this.withHash(em, row.id) : null;
  }

  /** The person with the hash of the password. */
  async findWithHash(userId: string): Promise<UserRow | null> {
    return this.withHash(this.database.em.fork(), userId);
  }

  private withHash(em: EntityManager, id: string): Promise<UserRow | null> {
    return em.findOne(User, { id }, { populate: ['passwordHash'] });
  }

  /** Begins a login. @param tokenHash of the cookie's token */
  async createSession(userId: string, tokenHash: string, now: Date): Promise<void> {
    const em = this.database.em.fork();
    await em.execute('insert into sessions (token_hash, user_id, expires_at) values (?, ?, ?)', [
      tokenHash,
      userId,
      new Date(now.getTime() + sessionIdleMs),
    ]);
    await em.execute('update users set failed_logins = 0, locked_until = null where id = ?', [userId]);
  }

  /** The login of a token that is still good; using it prolongs it. */
  async findSession(tokenHash: string, now: Date): Promise<LoginRow | null> {
    const em = this.database.em.fork();
    const session = await em.findOne(Session, { tokenHash });
    if (!session || session.expiresAt <= now) return null;
    const user = await em.findOne(User, { id: session.userId, disabled: false });
    if (!user) return null;
    const workspace = await em.findOneOrFail(Workspace, { id: user.workspaceId });
    if (session.expiresAt.getTime() - now.getTime() < sessionIdleMs - prolongEveryMs) {
      await em.execute('update sessions set expires_at = ? where token_hash = ?', [
        new Date(now.getTime() + sessionIdleMs),
        tokenHash,
      ]);
    }
    return { user, workspace };
  }

  /** Ends a login. */
  async endSession(tokenHash: string): Promise<void> {
    await this.database.em.fork().execute('delete from sessions where token_hash = ?', [tokenHash]);
  }

  /** Counts a wrong password; from the fifth on the account waits, twice as long each time. */
  async countFailedLogin(userId: string, now: Date): Promise<void> {
    const em = this.database.em.fork();
    const row = await firstRow<{ failed_logins: number }>(
      em,
      'update users set failed_logins = failed_logins + 1 where id = ? returning failed_logins',
      [userId],
    );
    const over = (row?.failed_logins ?? 0) - freeAttempts;
    if (over < 0) return;
    const lockMs = Math.min(firstLockMs * 2 ** over, longestLockMs);
    await em.execute('update users set locked_until = ? where id = ?', [new Date(now.getTime() + lockMs), userId]);
  }

  /** Stores a new password and ends all other logins of the person. */
  async changePassword(input: { userId: string; passwordHash: string; keepTokenHash: string }): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      await em.execute('update users set password_hash = ?, must_change_password = false where id = ?', [
        input.passwordHash,
        input.userId,
      ]);
      await em.execute('delete from sessions where user_id = ? and token_hash <> ?', [
        input.userId,
        input.keepTokenHash,
      ]);
    });
  }

  /** Renews a hash that was made with an older cost. */
  async renewHash(userId: string, passwordHash: string): Promise<void> {
    await this.database.em.fork().execute('update users set password_hash = ? where id = ?', [passwordHash, userId]);
  }

  /** Sets the language of the interface. */
  async setLocale(userId: string, locale: Locale): Promise<void> {
    await this.database.em.fork().execute('update users set locale = ? where id = ?', [locale, userId]);
  }

  /** The outside assistant of a token that was not revoked. */
  async findApiToken(tokenHash: string): Promise<ApiTokenHolder | null> {
    const row = await firstRow<{
      id: string;
      workspace_id: string;
      name: string;
      assistant_id: string | null;
      scopes: AssistantScope[];
    }>(
      this.database.em.fork(),
      `select id, workspace_id, name, assistant_id, scopes from api_tokens where token_hash = ? and revoked_at is null`,
      [tokenHash],
    );
    if (!row) return null;
    const { id, name, scopes } = row;
    return { id, name, scopes, workspaceId: row.workspace_id, assistantId: row.assistant_id };
  }
}
