/**
 * One-time work of a deployment, in an image of its own: brings the schema up to date and, with VORONKA_SEED, fills an
 * empty database and tells the first login. Needs DATABASE_OWNER_URL; the services that run all day do not.
 */
import { migrateDatabase, openDatabase, seedDatabase } from '@voronka/persistence';
import { ConfigError, createSecretBox, readConfig, readKeyring } from '@voronka/platform';

async function setUp(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env);
  const secretBox = createSecretBox(readKeyring(env));
  if (config.databaseOwnerUrl === null) throw new ConfigError(['DATABASE_OWNER_URL is not set']);
  await migrateDatabase(config.databaseOwnerUrl, config.databaseUrl);
  process.stdout.write('The schema is up to date.\n');
  if (config.seed === 'none') return;
  const orm = await openDatabase(config.databaseUrl, 2);
  try {
    await seedDatabase(orm, {
      kind: config.seed,
      secretBox,
      sandbox: config.sandboxUrl === null ? null : { webhookUrl: config.sandboxUrl },
      // Others can reach a deployment.
      demoAccounts: false,
      announce: ({ admin }) =>
        process.stdout.write(`First login: ${admin.email}   ${admin.password}   (shown only now)\n`),
    });
  } finally {
    await orm.close();
  }
}

setUp(process.env).catch((error: unknown) => {
  // The message of a foreign error can hold an address with a password.
  const text =
    error instanceof ConfigError ? error.message : `failed (${error instanceof Error ? error.name : 'error'})`;
  process.stderr.write(`setup: ${text}\n`);
  process.exitCode = 1;
});
