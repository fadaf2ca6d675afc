/**
 * The one entry of every `npm run …`: makes sure that the right Node, the dependencies and the build are there, each
 * only when needed and with progress, then runs the command. Plain JavaScript that runs on any Node from 16 on.
 *
 * Usage: node tools/bootstrap.mjs <command> [arguments]
 */
import { build } from './bootstrap/build.mjs';
import { commands } from './bootstrap/commands.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { ensureNode } from './bootstrap/node-version.mjs';
import { BootstrapError } from './bootstrap/progress.mjs';
import { say } from './bootstrap/text.mjs';

async function main([name, ...args]) {
  const command = commands[name];
  if (!command) {
    const names = Object.keys(commands).join(', ');
    throw new BootstrapError(
      say(`There is no command "${name ?? ''}". Commands: ${names}`, `Нет команды «${name ?? ''}». Команды: ${names}`),
    );
  }
  const exitCode = await ensureNode();
  if (exitCode !== null) return exitCode;
  await ensureDependencies();
  if (command.builds) await build(command.builds);
  return command.run(args);
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error) => {
    process.stderr.write(`\n${error instanceof BootstrapError ? error.message : error.stack}\n`);
    // The tests could not even begin: their closing line says so, too.
    if (process.argv[2] === 'test') process.stdout.write('0 passed, 1 failed\n');
    process.exitCode = 1;
  },
);
