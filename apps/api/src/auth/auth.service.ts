import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';
import type { Me } from '@voronka/contracts';
import { AccountStore, appendAudit } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import {
  correlationId,
  hashPassword,
  hashToken,
  passwordNeedsRehash,
  randomToken,
  verifyPassword,
} from '@voronka/platform';
import { DATABASE } from '../core/tokens.ts';
import { FieldsError } from '../http/api-fault.ts';
import type { Person } from './principal.ts';
import { actorOf } from './principal.ts';

/** Logins of people. */
@Injectable()
export class AuthService {
  /** Verified when there is no such account, so that the answer takes as long and tells nothing. */
  private readonly decoyHash = hashPassword(randomToken());

  constructor(
    @Inject(AccountStore) private readonly accounts: AccountStore,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  /**
   * @returns the token for the cookie
   * @throws VoronkaError `Auth.WrongPassword`, `Auth.TooManyAttempts`
   */
  async login(email: string, password: string): Promise<string> {
    const now = new Date();
    const user = await this.accounts.findByEmail(email);
    if (user?.lockedUntil && user.lockedUntil > now) {
      throw new VoronkaError('Auth.TooManyAttempts', 'the account waits', {
        retryAfterMs: user.lockedUntil.getTime() - now.getTime(),
      });
    }
    const fits = await verifyPassword(password, user?.passwordHash ?? (await this.decoyHash));
    if (!user || !fits) {
      if (user) {
        await this.accounts.countFailedLogin(user.id, now);
        await this.audit(user.workspaceId, { id: null, name: '-' }, 'login.failed', user.id);
      }
      throw new VoronkaError('Auth.WrongPassword', 'e-mail or password is wrong');
    }
    if (passwordNeedsRehash(user.passwordHash)) await this.accounts.renewHash(user.id, await hashPassword(password));
    const token = randomToken();
    await this.accounts.createSession(user.id, hashToken(token), now);
    await this.audit(user.workspaceId, { id: user.id, name: user.name }, 'login', user.id);
    return token;
  }

  /** Ends this login. */
  async logout(person: Person): Promise<void> {
    await this.accounts.endSession(person.sessionHash);
    await this.audit(person.workspace.id, actorOf(person), 'logout', person.id);
  }

  /** Replaces the password and ends the person's other logins. @throws VoronkaError `Auth.WrongPassword` */
  async changePassword(person: Person, current: string, next: string): Promise<void> {
    const user = await this.accounts.findWithHash(person.id);
    if (!user || !(await verifyPassword(current, user.passwordHash))) {
      throw new FieldsError('Auth.WrongPassword', [
        { path: 'current', message: { ru: 'Нынешний пароль не подходит.', en: 'The current password is wrong.' } },
      ]);
    }
    if (current === next) {
      throw new FieldsError('Request.Invalid', [
        { path: 'next', message: { ru: 'новый пароль должен отличаться', en: 'must differ from the current one' } },
      ]);
    }
    await this.accounts.changePassword({
      userId: person.id,
      passwordHash: await hashPassword(next),
      keepTokenHash: person.sessionHash,
    });
    await this.audit(person.workspace.id, actorOf(person), 'password.change', person.id);
  }

  /** Sets the language of the person's interface. */
  async setLocale(person: Person, locale: 'ru' | 'en'): Promise<void> {
    await this.accounts.setLocale(person.id, locale);
    await this.audit(person.workspace.id, actorOf(person), 'profile.update', person.id);
  }

  /** Who a token logs in. */
  async meOfToken(token: string): Promise<Me> {
    const login = await this.accounts.findSession(hashToken(token), new Date());
    if (!login) throw new VoronkaError('Auth.Expired', 'the login has ended');
    const { user, workspace } = login;
    return {
      id: user.id,
      email: user.email,
      name: user.name,
      role: user.role,
      locale: user.locale,
      mustChangePassword: user.mustChangePassword,
      workspace: { id: workspace.id, name: workspace.name },
    };
  }

  private async audit(
    workspaceId: string,
    actor: { id: string | null; name: string },
    action: string,
    userId: string,
  ): Promise<void> {
    await appendAudit(this.database.em.fork(), {
      workspaceId,
      actor,
      action,
      target: `user:${userId}`,
      correlationId: correlationId() ?? '',
    });
  }
}
