import { globSync } from 'node:fs';
import { read, root } from './pages.ts';

const sources = [
  'apps/*/src/**/*.{ts,tsx}',
  'apps/*/vite.config.mjs',
  'libs/*/src/**/*.ts',
  'tools/**/*.{ts,mjs}',
  'jest.config.js',
];

/** Specs and their helpers: what they set and read is between them. */
const forTests = /\.spec\.tsx?$|\/(testing|contract|conformance|lint-fixtures)\/|^(libs\/testing|tools\/docs)\//;

/**
 * The ways in which the code reads a variable: `env.NAME`, `env['NAME']`, `const { NAME } = env`, a key of the schema of
 * `readConfig`, `whole('NAME'` of the worker's settings.
 */
const reads = [
  /\benv(?:\.|\[')([A-Z][A-Z_0-9]+)/g,
  /\{ ([A-Z][A-Z_0-9]+) \} = env\b/g,
  /^ {2}([A-Z][A-Z_0-9]+): (?:z$|z\.|url\(|optionalText)/gm,
  /\bwhole\('([A-Z][A-Z_0-9]+)'/g,
];

/** Names of the environment variables that the code reads. */
export function variablesRead(): Set<string> {
  const files = globSync(sources, { cwd: root }).filter((path) => !forTests.test(path));
  return new Set(
    files
      .map(read)
      .flatMap((code) => reads.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name]) => name ?? ''))),
  );
}
