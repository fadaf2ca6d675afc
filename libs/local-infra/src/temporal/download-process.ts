/**
 * Run as `node download-process <folder>` by download-temporal.ts: leaves the vendor's program in the folder.
 * The SDK has no call that only downloads, so this starts a server on a free port and ends it.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { reasonOf } from '../errors.ts';
import { temporalVersion } from './temporal-version.ts';

const [downloadDir] = process.argv.slice(2);
if (downloadDir === undefined) throw new Error('usage: download-process <folder>');
try {
  const environment = await TestWorkflowEnvironment.createLocal({
    // With an expired ttl, one day unless told, the SDK deletes the file that is there.
    server: { executable: { type: 'cached-download', downloadDir, version: temporalVersion, ttl: '10 years' } },
  });
  await environment.teardown();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${reasonOf(error).replaceAll('\n', ' ')}\n`);
  process.exit(1);
}
