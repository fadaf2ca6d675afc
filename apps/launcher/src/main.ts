import { LocalInfraError } from '@voronka/local-infra';
import { runCommand } from './cli.ts';

process.exitCode = await runCommand(process.argv.slice(2), process.env, process.cwd()).catch((error: unknown) => {
  const words = error instanceof LocalInfraError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n${words}\n`);
  return 1;
});
