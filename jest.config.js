/**
 * One configuration for every suite. Libraries resolve to their TypeScript source through the `voronka-source` export
 * condition, so no build is needed for unit tests; suites that start real processes (`*.e2e.spec.ts`) run the built apps.
 * Jest itself runs as `node --experimental-vm-modules`, because NestJS 12 and MikroORM 7 are ESM only.
 */
const { suite = 'unit' } = process.env.VORONKA_SUITE ? { suite: process.env.VORONKA_SUITE } : {};
const suites = {
  unit: { testRegex: '\\.spec\\.tsx?$', testPathIgnorePatterns: ['\\.(contract|workflow|db|e2e)\\.spec\\.tsx?$'] },
  integration: { testRegex: '\\.(contract|workflow|db)\\.spec\\.ts$', infra: true },
  e2e: { testRegex: '\\.e2e\\.spec\\.ts$', infra: false },
};
const chosen = suites[suite];
if (!chosen) throw new Error(`VORONKA_SUITE must be one of ${Object.keys(suites).join(', ')}, got "${suite}"`);

export default {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/workflows', '<rootDir>/tools', '<rootDir>/examples'],
  testRegex: chosen.testRegex,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...(chosen.testPathIgnorePatterns ?? [])],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.nx', '<rootDir>/.voronka'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': ['@swc/jest'] },
  testEnvironmentOptions: { customExportConditions: ['voronka-source', 'node', 'node-addons'] },
  testTimeout: 30_000,
  ...(chosen.infra
    ? {
        globalSetup: '<rootDir>/tools/jest/integration.setup.mjs',
        globalTeardown: '<rootDir>/tools/jest/integration.teardown.mjs',
      }
    : {}),
};
