/** One of the three suites of jest.config.js. */
export interface Suite {
  readonly name: 'unit' | 'integration' | 'e2e';
  readonly jestArguments: readonly string[];
  readonly needsBrowser: boolean;
  /**
   * Files that failed run once more, if they are few. Whole systems with several servers on one machine have races that no
   * user meets; a file that passes the second time counts, and the summary names what failed the first time.
   */
  readonly secondChance: boolean;
}

/** More failed files than this are no accident, and do not run again. */
const mostSecondChances = 3;

/**
 * In the order they run: the quickest to fail first. The later two start servers and share the machine with them. A
 * connection that a test forgot to close must not hold up the run for ever, hence `--forceExit`.
 */
export const suites: readonly Suite[] = [
  { name: 'unit', jestArguments: ['--maxWorkers=2', '--forceExit'], needsBrowser: false, secondChance: false },
  {
    name: 'integration',
    jestArguments: ['--runInBand', '--verbose', '--forceExit'],
    needsBrowser: false,
    secondChance: false,
  },
  { name: 'e2e', jestArguments: ['--runInBand', '--verbose', '--forceExit'], needsBrowser: true, secondChance: true },
];

/** How a suite went. */
export interface SuiteResult {
  readonly name: string;
  readonly passed: number;
  /** Failed tests, and files or a whole suite that could not run. */
  readonly failed: number;
  readonly durationMs: number;
  /** What failed, with the beginning of its message. */
  readonly failures: readonly string[];
  /** What failed the first time only. */
  readonly unstable: readonly string[];
}

/** The parts of jest's `--json` report that count. */
interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly success: boolean;
  readonly testResults: readonly JestFile[];
}

interface JestFile {
  /** Absolute path. */
  readonly name: string;
  readonly status: string;
  /** Of a file that could not be loaded. */
  readonly message: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages: readonly string[];
  }[];
}

/** What jest's report says. */
export interface ReadReport extends Pick<SuiteResult, 'passed' | 'failed' | 'failures'> {
  /** Absolute paths. */
  readonly failedFiles: readonly string[];
}

const messageLines = 14;

function beginningOf(message: string): string {
  return message.split('\n').slice(0, messageLines).join('\n');
}

function failuresOf({ status, message, assertionResults, name }: JestFile): string[] {
  if (status === 'passed') return [];
  const tests = assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `✕ ${test.fullName}\n${beginningOf(test.failureMessages.join('\n'))}`);
  return tests.length > 0 ? tests : [`✕ ${name}\n${beginningOf(message)}`];
}

/**
 * Reads jest's report. What did not run has not passed: skipped and todo tests, and files that could not be loaded,
 * count as failed; so does a report that is missing, and one that jest itself calls no success for another reason.
 *
 * @param report parsed `--json` output; undefined when jest wrote none
 * @param exitCode of jest
 */
export function readReport(report: unknown, exitCode: number): ReadReport {
  if (!isJestReport(report)) {
    return { passed: 0, failed: 1, failures: [`✕ jest wrote no report, exit code ${exitCode}`], failedFiles: [] };
  }
  const failed =
    report.numFailedTests + report.numPendingTests + report.numTodoTests + report.numRuntimeErrorTestSuites;
  const unexplained = failed === 0 && (!report.success || exitCode !== 0);
  const failures = report.testResults.flatMap(failuresOf);
  return {
    passed: report.numPassedTests,
    failed: failed + (unexplained ? 1 : 0),
    failures: unexplained ? [...failures, `✕ jest ended with exit code ${exitCode}`] : failures,
    failedFiles: report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name),
  };
}

/** The files that are to run once more; none when there are too many, or when something else is wrong. */
export function secondChances(suite: Pick<Suite, 'secondChance'>, first: ReadReport): readonly string[] {
  const { failedFiles } = first;
  return suite.secondChance && failedFiles.length <= mostSecondChances ? failedFiles : [];
}

/**
 * A suite of which some files ran twice.
 *
 * @param second report of the second run, which ran nothing but the failed files
 */
export function withSecondRun(
  first: ReadReport,
  passedElsewhere: number,
  second: ReadReport,
): Pick<SuiteResult, 'passed' | 'failed' | 'failures' | 'unstable'> {
  return {
    passed: passedElsewhere + second.passed,
    failed: second.failed,
    failures: second.failures,
    unstable: first.failures,
  };
}

/** Tests that passed in files other than these. */
export function passedOutside(report: unknown, files: readonly string[]): number {
  if (!isJestReport(report)) return 0;
  return report.testResults
    .filter(({ name }) => !files.includes(name))
    .reduce((sum, file) => sum + file.assertionResults.filter(({ status }) => status === 'passed').length, 0);
}

/** Sum over suites. */
export function total(results: readonly SuiteResult[]): Pick<SuiteResult, 'passed' | 'failed'> {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** What failed and what is unstable, for the end of the output: the place where it is looked for. */
export function troubleLines(results: readonly SuiteResult[]): string[] {
  return results.flatMap(({ name, failures, unstable }) => [
    ...unstable.map((each) => `${name}, failed the first time only: ${each}\n`),
    ...failures.map((each) => `${name}: ${each}\n`),
  ]);
}

/** One line of the summary: name, tests, time. It must not look like the closing line. */
export function suiteLine({ name, passed, failed, durationMs, unstable }: SuiteResult): string {
  const again = unstable.length === 0 ? '' : `, unstable: ${unstable.length}`;
  const outcome = `${failed === 0 ? 'all passed' : `failed: ${failed}`}${again}`;
  return `  ${name.padEnd(12)} tests: ${String(passed + failed).padStart(4)}   ${outcome}   ${(durationMs / 1_000).toFixed(1)} s`;
}

function isJestReport(value: unknown): value is JestReport {
  if (value === null || typeof value !== 'object') return false;
  return 'numPassedTests' in value && 'numFailedTests' in value && 'success' in value && 'testResults' in value;
}
