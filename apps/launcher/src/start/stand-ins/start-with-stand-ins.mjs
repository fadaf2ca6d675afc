/** `start` with stand-ins for API, worker and sandbox, whose files are in STAND_IN_FOLDER; everything else is real. */
import { start } from '../start-command.ts';

const folder = process.env.STAND_IN_FOLDER;
const programs = { api: `${folder}/api.mjs`, worker: `${folder}/worker.mjs`, sandbox: `${folder}/sandbox.mjs` };
process.exitCode = await start({
  empty: process.argv.includes('--empty'),
  env: process.env,
  cwd: process.cwd(),
  programs,
}).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  return 1;
});
