/**
 * Starts one PostgreSQL and one Temporal dev server for the whole integration suite and tells the tests where:
 * TEST_DATABASE_SUPERUSER_URL, TEST_DATABASE_OWNER_URL, TEST_DATABASE_APP_URL (database `voronka_test`; tests that
 * need a database to themselves make one with `ensureDatabase` of @voronka/local-infra), TEST_TEMPORAL_ADDRESS and
 * TEST_TEMPORAL_NAMESPACE. The library is read from source: Node runs TypeScript by itself, so no build is needed.
 */
import { Connection } from '@temporalio/client';
import { dialogueSearchAttributes } from '../../libs/contracts/src/workflow.ts';
import { createTemporaryHome, ensurePostgres, ensureTemporal } from '../../libs/local-infra/src/index.ts';
import { ensureSearchAttributes } from '../../libs/local-infra/src/temporal/search-attributes.ts';

export default async function startInfrastructure() {
  const home = await createTemporaryHome('test');
  // A developer's own servers are not for tests to write into.
  const env = { ...process.env, DATABASE_URL: '', TEMPORAL_ADDRESS: '' };
  const started = [];
  globalThis.__voronkaIntegration = { home, started };
  try {
    const postgres = await ensurePostgres({ home: home.path, databaseName: 'voronka_test', env });
    started.push(() => postgres.destroy());
    const temporal = await ensureTemporal({ home: home.path, namespace: 'voronka-test', env });
    started.push(() => temporal.stop());
    await registerSearchAttributes(temporal);
    Object.assign(process.env, {
      TEST_DATABASE_SUPERUSER_URL: postgres.superuserUrl,
      TEST_DATABASE_OWNER_URL: postgres.ownerUrl,
      TEST_DATABASE_APP_URL: postgres.appUrl,
      TEST_TEMPORAL_ADDRESS: temporal.address,
      TEST_TEMPORAL_NAMESPACE: temporal.namespace,
    });
  } catch (error) {
    // Jest does not call the teardown after a failed setup.
    await stopInfrastructure();
    throw error;
  }
}

// In the product the worker does this when it starts.
async function registerSearchAttributes({ address, namespace }) {
  const connection = await Connection.connect({ address });
  await ensureSearchAttributes(connection, namespace, Object.values(dialogueSearchAttributes));
  await connection.close();
}

/** Stops and deletes all of it, the youngest first. */
export async function stopInfrastructure() {
  const { home, started } = globalThis.__voronkaIntegration;
  for (const stop of started.reverse()) await stop();
  await home.remove();
}
