import { randomUUID } from 'node:crypto';
import type { SecretBox } from '@voronka/platform';
import type { Database } from '../orm.ts';
import { firstRow } from '../stores/sql.ts';
import { demoIds } from './demo-content.ts';
import { seedAccount } from './seed-account.ts';
import type { NewLogin } from './seed-account.ts';
import { refreshDemoSandbox, seedDemo } from './seed-demo.ts';
import type { DemoSandbox } from './seed-demo.ts';

/** Logins that were made by a seed. */
export interface FirstLogins {
  admin: NewLogin;
  demo: NewLogin[];
}

/** What to fill an empty database with. */
export interface SeedInput {
  /** `empty`: the workspace and its first admin only. */
  kind: 'demo' | 'empty';
  secretBox: SecretBox;
  sandbox: DemoSandbox | null;
  /** Accounts of the demo besides the admin; only where nobody else can reach them. */
  demoAccounts: boolean;
  /**
   * Tells the passwords to the person who started the product. Called before the commit: a crash in between tells a
   * password that never was, instead of losing the only one.
   */
  announce: (logins: FirstLogins) => void;
}

const seedLock = 7_340_216;

/** Fills an empty database, under a lock; any number of processes may start at once. A second run changes nothing. */
export async function seedDatabase(database: Database, input: SeedInput): Promise<void> {
  await database.em.fork().transactional(async (em) => {
    await em.execute('select pg_advisory_xact_lock(?)', [seedLock]);
    const workspace = await firstRow<{ id: string }>(em, 'select id from workspaces limit 1');
    if (workspace) {
      if (workspace.id === demoIds.workspace) await refreshDemoSandbox(em, input);
      return;
    }
    const isDemo = input.kind === 'demo';
    const workspaceId = isDemo ? demoIds.workspace : randomUUID();
    await em.execute('insert into workspaces (id, name, default_locale) values (?, ?, ?)', [
      workspaceId,
      isDemo ? 'Демо' : 'Моя компания',
      'ru',
    ]);
    const admin = await seedAccount(em, {
      workspaceId,
      email: 'admin@voronka.local',
      name: 'Администратор',
      role: 'admin',
      mustChangePassword: true,
    });
    const demo = isDemo ? await seedDemo(em, input) : [];
    input.announce({ admin, demo });
  });
}
