import { describe, expect, it } from '@jest/globals';
import { passedOutside, readReport, secondChances, suiteLine, total, troubleLines, withSecondRun } from './suites.ts';

const green = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  success: true,
  testResults: [],
};

const broken = {
  name: '/e2e/browser.e2e.spec.ts',
  status: 'failed',
  message: '',
  assertionResults: [
    { status: 'passed', fullName: 'opens', failureMessages: [] },
    { status: 'failed', fullName: 'gives the dialogue back', failureMessages: ['Timeout\n  at the button'] },
  ],
};
const whole = {
  name: '/e2e/restore.e2e.spec.ts',
  status: 'passed',
  message: '',
  assertionResults: [{ status: 'passed', fullName: 'restores', failureMessages: [] }],
};
const red = { ...green, numPassedTests: 2, numFailedTests: 1, success: false, testResults: [broken, whole] };

describe('readReport', () => {
  it('counts what passed', () => {
    expect(readReport(green, 0)).toEqual({ passed: 7, failed: 0, failures: [], failedFiles: [] });
  });

  it('counts what did not run as failed', () => {
    expect(readReport({ ...green, numPendingTests: 2, numTodoTests: 1 }, 0)).toMatchObject({ passed: 7, failed: 3 });
    expect(readReport({ ...green, numRuntimeErrorTestSuites: 1, success: false }, 1)).toMatchObject({
      passed: 7,
      failed: 1,
    });
  });

  it('takes a missing report, and a failure without a failed test, for one failure', () => {
    expect(readReport(undefined, 1)).toMatchObject({ passed: 0, failed: 1 });
    expect(readReport({ ...green, success: false }, 0)).toMatchObject({ passed: 7, failed: 1 });
    expect(readReport(green, 1)).toMatchObject({ passed: 7, failed: 1 });
  });
});

describe('what failed', () => {
  it('is told with the beginning of its message, and with its file', () => {
    const { failures, failedFiles } = readReport(red, 1);
    expect(failures).toEqual(['✕ gives the dialogue back\nTimeout\n  at the button']);
    expect(failedFiles).toEqual(['/e2e/browser.e2e.spec.ts']);
  });

  it('is told of a file that could not be loaded', () => {
    const file = { ...broken, message: 'Cannot find module', assertionResults: [] };
    const { failures } = readReport({ ...red, testResults: [file] }, 1);
    expect(failures).toEqual(['✕ /e2e/browser.e2e.spec.ts\nCannot find module']);
  });
});

describe('a second chance', () => {
  const first = readReport(red, 1);

  it('is for few files of a suite that has it', () => {
    expect(secondChances({ secondChance: true }, first)).toEqual(['/e2e/browser.e2e.spec.ts']);
    expect(secondChances({ secondChance: false }, first)).toEqual([]);
    expect(secondChances({ secondChance: true }, { ...first, failedFiles: ['a', 'b', 'c', 'd'] })).toEqual([]);
  });

  it('counts the second run of these files and the first of all others, and keeps what failed first', () => {
    const second = readReport({ ...green, numPassedTests: 2 }, 0);
    const outcome = withSecondRun(first, passedOutside(red, first.failedFiles), second);
    expect(outcome).toEqual({ passed: 3, failed: 0, failures: [], unstable: first.failures });
  });

  it('does not save what fails twice', () => {
    expect(withSecondRun(first, 1, first)).toMatchObject({ passed: 3, failed: 1, failures: first.failures });
  });
});

describe('summary', () => {
  it('adds the suites up', () => {
    const unit = { name: 'unit', passed: 3, failed: 0, durationMs: 1, failures: [], unstable: [] };
    expect(total([unit, { ...unit, failed: 2 }])).toEqual({ passed: 6, failed: 2 });
    expect(total([])).toEqual({ passed: 0, failed: 0 });
  });

  it('has no line of a suite that could be read as the closing line', () => {
    const line = suiteLine({ name: 'unit', passed: 3, failed: 1, durationMs: 1_500, failures: ['✕ a'], unstable: [] });
    expect(line).toContain('failed: 1   1.5 s');
    expect(line).not.toMatch(/\d+ passed, \d+ failed/);
  });

  it('names what was unstable and what failed', () => {
    const e2e = { name: 'e2e', passed: 3, failed: 1, durationMs: 1, failures: ['✕ a'], unstable: ['✕ b'] };
    expect(suiteLine(e2e)).toContain('failed: 1, unstable: 1');
    expect(troubleLines([e2e])).toEqual(['e2e, failed the first time only: ✕ b\n', 'e2e: ✕ a\n']);
  });
});
