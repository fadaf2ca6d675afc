/**
 * Mutation tests of the pure core: `npm run mutation`. A mutant is a copy of the code with one comparison flipped or one
 * guard dropped; the unit specs have to notice. How to run one folder, what to mind and the scores: docs/mutation.md.
 */
export default {
  mutate: [
    'libs/{domain,rules-engine}/src/**/*.ts',
    '!libs/**/*.spec.ts',
    '!libs/**/index.ts',
    '!libs/**/testing/**',
    // A drawn flow is no rule.
    '!libs/domain/src/flow/*.flow.ts',
  ],
  // Nothing else is copied for the mutants.
  ignorePatterns: [
    '/*',
    '!/package.json',
    '!/libs',
    '/libs/*',
    '!/libs/domain',
    '!/libs/rules-engine',
    '!/libs/testing',
    '/libs/testing/*',
    '!/libs/testing/src',
    '/libs/testing/src/*',
    '!/libs/testing/src/corpus',
    '**/dist',
  ],
  // Jest loads the code anew for every mutant; this runner loads it once.
  testRunner: 'in-process',
  testRunnerNodeArgs: ['--experimental-transform-types', '--no-warnings'],
  plugins: [`${import.meta.dirname}/tools/mutation/in-process-runner.ts`],
  coverageAnalysis: 'perTest',
  // Tables that are made once when the code is loaded would need every spec for every mutant.
  ignoreStatic: true,
  disableTypeChecks: true,
  // Texts are checked by people; mutants of them say nothing about rules.
  mutator: { excludedMutations: ['StringLiteral'] },
  incremental: true,
  incrementalFile: '.voronka/mutation/incremental.json',
  tempDirName: '.voronka/mutation/tmp',
  reporters: ['progress', 'clear-text', 'html'],
  htmlReporter: { fileName: '.voronka/mutation/report.html' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 90, low: 80, break: null },
  concurrency: 2,
  timeoutMS: 20_000,
};
