/** One of the three suites of jest.config.js. */
export interface Suite {
  readonly name: 'unit' | 'integration' | 'e2e';
  readonly jestArguments: readonly string[];
  readonly needsBrowser: boolean;
}

/**
 * In the order they run: the quickest to fail first. The later two start servers and share the machine with them. A
 * connection that a test forgot to close must not hold up the run for ever, hence `--forceExit`.
 */
export const suites: readonly Suite[] = [
  { name: 'unit', jestArguments: ['--maxWorkers=2', '--forceExit'], needsBrowser: false },
  { name: 'integration', jestArguments: ['--runInBand', '--verbose', '--forceExit'], needsBrowser: false },
  { name: 'e2e', jestArguments: ['--runInBand', '--verbose', '--forceExit'], needsBrowser: true },
];

/** How a suite went. */
export interface SuiteResult {
  readonly name: string;
  readonly passed: number;
  /** Failed tests, and files or a whole suite that could not run. */
  readonly failed: number;
  readonly durationMs: number;
}

/** The parts of jest's `--json` report that count. */
interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly success: boolean;
}

/**
 * Reads jest's report. What did not run has not passed: skipped and todo tests, and files that could not be loaded,
 * count as failed; so does a report that is missing, and one that jest itself calls no success for another reason.
 *
 * @param report parsed `--json` output; undefined when jest wrote none
 * @param exitCode of jest
 */
export function readReport(report: unknown, exitCode: number): Pick<SuiteResult, 'passed' | 'failed'> {
  if (!isJestReport(report)) return { passed: 0, failed: 1 };
  const failed =
    report.numFailedTests + report.numPendingTests + report.numTodoTests + report.numRuntimeErrorTestSuites;
  const unexplained = failed === 0 && (!report.success || exitCode !== 0);
  return { passed: report.numPassedTests, failed: failed + (unexplained ? 1 : 0) };
}

/** Sum over suites. */
export function total(results: readonly SuiteResult[]): Pick<SuiteResult, 'passed' | 'failed'> {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** One line of the summary: name, tests, time. It must not look like the closing line. */
export function suiteLine({ name, passed, failed, durationMs }: SuiteResult): string {
  const outcome = failed === 0 ? 'all passed' : `failed: ${failed}`;
  return `  ${name.padEnd(12)} tests: ${String(passed + failed).padStart(4)}   ${outcome}   ${(durationMs / 1_000).toFixed(1)} s`;
}

function isJestReport(value: unknown): value is JestReport {
  if (value === null || typeof value !== 'object') return false;
  return 'numPassedTests' in value && 'numFailedTests' in value && 'success' in value;
}
