import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { MikroORM } from '@mikro-orm/postgresql';
import { demoIds, openDatabase, seedDatabase } from '@voronka/persistence';
import type { FirstLogins } from '@voronka/persistence';
import { createBarrier, createLogger, createSecretBox, readConfig, readKeyring } from '@voronka/platform';
import type { SecretBox } from '@voronka/platform';
import { createTestDatabase } from '@voronka/testing';
import type { TestDatabase } from '@voronka/testing';
import { createApi } from '../src/index.ts';
import { Browser } from './browser.ts';

/** A real API on a database of its own, filled like the demo. */
export interface TestApi {
  url: string;
  app: NestExpressApplication;
  orm: MikroORM;
  secrets: SecretBox;
  database: TestDatabase;
  /** Public keys of the demo's channels. */
  keys: { site: string; webhook: string };
  /** Signing secret of the demo's webhook channel. */
  webhookSecret: string;
  logins: FirstLogins;
  /** A browser that has logged in; the admin has replaced the first password. */
  logIn(role: 'admin' | 'manager' | 'auditor'): Promise<Browser>;
  /** A browser without a login. */
  browser(): Browser;
  stop(): Promise<void>;
}

/** The admin's password after the first login. */
export const adminPassword = 'a password of ones own';

// Nothing listens there: managers and clients must get along without Temporal.
const noTemporal = '127.0.0.1:9';

const temporalUiUrl = 'http://127.0.0.1:8233';

/** Starts it. @param environment changes of the settings */
export async function startTestApi(environment: Record<string, string> = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const env = {
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    TEMPORAL_ADDRESS: noTemporal,
    VORONKA_SECRET_KEY: randomBytes(32).toString('hex'),
    PORT: '0',
    LOG_LEVEL: 'silent',
    ...environment,
  };
  const config = readConfig(env);
  const keyring = readKeyring(env);
  const secrets = createSecretBox(keyring);
  const orm = await openDatabase(config.databaseUrl);
  const announced: FirstLogins[] = [];
  await seedDatabase(orm, {
    kind: 'demo',
    secretBox: secrets,
    sandbox: { webhookUrl: 'http://127.0.0.1:9/rest/1/sandbox-secret/' },
    demoAccounts: true,
    announce: (made) => announced.push(made),
  });
  const [logins] = announced;
  if (!logins) throw new Error('the seed made no admin');
  const logger = createLogger({ service: 'api-test', level: config.logLevel });
  const app = await createApi({ config, keyring, logger, barrier: createBarrier({}), orm, temporalUiUrl });
  await app.listen(0, config.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const [site, webhook] = await Promise.all([
    channelOf(orm, demoIds.siteChannel),
    channelOf(orm, demoIds.webhookChannel),
  ]);
  let password = logins.admin.password;
  return {
    url,
    app,
    orm,
    secrets,
    database,
    keys: { site: site.key, webhook: webhook.key },
    webhookSecret: secrets.open(webhook.secret ?? '', `channel:${demoIds.webhookChannel}`),
    logins,
    browser: () => new Browser(url),
    async logIn(role) {
      const browser = new Browser(url);
      const login = role === 'admin' ? logins.admin : logins.demo.find((made) => made.role === role);
      if (!login) throw new Error(`no ${role} in the demo`);
      await browser.logIn(login.email, role === 'admin' ? password : login.password);
      if (role === 'admin' && password !== adminPassword) {
        await browser.expect(204, 'POST', '/api/auth/password', { current: password, next: adminPassword });
        password = adminPassword;
      }
      return browser;
    },
    async stop() {
      await app.close();
      await database.drop();
    },
  };
}

async function channelOf(orm: MikroORM, id: string): Promise<{ key: string; secret: string | null }> {
  const [row] = await orm.em
    .fork()
    .execute<{ key: string; secret: string | null }[]>('select key, secret from channels where id = ?', [id]);
  if (!row) throw new Error('the demo has no such channel');
  return row;
}
