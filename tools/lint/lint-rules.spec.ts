import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { LintFinding, PlacedText } from './lint-texts.ts';
import { plantedBreaches } from './planted-breaches.ts';
import type { PlantedBreach } from './planted-breaches.ts';

const root = join(import.meta.dirname, '..', '..');
const fixtures = join(root, 'tools', 'lint-fixtures');
const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
const env = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };

/** Constraints that no text can breach alone: whoever has the tag may not even reach a project that lacks it. */
const impliedByLayers = ['runtime:any', 'runtime:sandbox'];

const twins = plantedBreaches.filter(({ cleanTwin }) => cleanTwin !== null);

function fixtureFile(name: string, kind: 'breach' | 'clean'): string {
  const found = ['ts', 'tsx']
    .map((ending) => `${name}.${kind}.${ending}`)
    .find((file) => existsSync(join(fixtures, file)));
  if (!found) throw new Error(`tools/lint-fixtures has no ${name}.${kind}.ts`);
  return found;
}

function placed({ at: path, typed }: PlantedBreach, file: string): PlacedText {
  return { path, typed: typed === true, text: readFileSync(join(fixtures, file), 'utf8') };
}

function lint(texts: readonly PlacedText[]): LintFinding[][] {
  // Without a stored project graph the boundary rule skips itself and reports nothing.
  execFileSync(process.execPath, [nx, 'show', 'projects'], { cwd: root, env, stdio: 'ignore' });
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', join(root, 'tools', 'lint', 'lint-texts.ts')],
    { cwd: root, env, input: JSON.stringify(texts), encoding: 'utf8', timeout: 150_000 },
  );
  if (status !== 0) throw new Error(`ESLint did not run: ${stderr}`);
  return JSON.parse(stdout) as LintFinding[][];
}

describe('lint rules', () => {
  const ofBreaches = new Map<string, LintFinding[]>();
  const ofTwins = new Map<string, LintFinding[]>();

  beforeAll(() => {
    const found = lint([
      ...plantedBreaches.map((breach) => placed(breach, fixtureFile(breach.name, 'breach'))),
      ...twins.map((breach) => placed(breach, fixtureFile(breach.cleanTwin ?? '', 'clean'))),
    ]);
    plantedBreaches.forEach(({ name }, index) => ofBreaches.set(name, found[index] ?? []));
    twins.forEach(({ name }, index) => ofTwins.set(name, found[plantedBreaches.length + index] ?? []));
  }, 240_000);

  it.each(plantedBreaches.map(({ name, rule, says }) => [name, rule, says]))(
    '%s is reported by %s',
    (name, rule, says) => {
      expect(ofBreaches.get(name ?? '')).toContainEqual({ rule, message: expect.stringContaining(says ?? '') });
    },
  );

  it.each(twins.map(({ name, cleanTwin }) => [cleanTwin, name]))(
    '%s, the clean twin of %s, is left alone',
    (_, name) => {
      expect(ofTwins.get(name ?? '')).toEqual([]);
    },
  );
});

describe('fixtures', () => {
  it('breach every dependency rule', async () => {
    const { depConstraints } = (await import(join(root, 'eslint.config.js'))) as {
      depConstraints: { sourceTag: string }[];
    };
    const breached = plantedBreaches.flatMap(({ constraint }) => constraint ?? []);
    expect(new Set([...breached, ...impliedByLayers])).toEqual(
      new Set(depConstraints.map(({ sourceTag }) => sourceTag)),
    );
  });

  it('are all used', () => {
    const used = plantedBreaches.flatMap(({ name, cleanTwin }) => [
      fixtureFile(name, 'breach'),
      ...(cleanTwin === null ? [] : [fixtureFile(cleanTwin, 'clean')]),
    ]);
    expect([...new Set(used)].sort()).toEqual(readdirSync(fixtures).sort());
  });
});

describe('projects', () => {
  const manifests = globSync(['apps/*/package.json', 'libs/*/package.json', 'workflows/*/package.json'], { cwd: root });

  it.each(manifests)('%s says its layer and its runtime', (manifest) => {
    const { nx: settings } = JSON.parse(readFileSync(join(root, manifest), 'utf8')) as { nx: { tags: string[] } };
    expect(settings.tags).toEqual([expect.stringMatching(/^layer:/), expect.stringMatching(/^runtime:/)]);
  });
});
