import { describe, expect, it } from '@jest/globals';
import { readReport, suiteLine, total } from './suites.ts';

const green = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  success: true,
};

describe('readReport', () => {
  it('counts what passed', () => {
    expect(readReport(green, 0)).toEqual({ passed: 7, failed: 0 });
  });

  it('counts what did not run as failed', () => {
    expect(readReport({ ...green, numPendingTests: 2, numTodoTests: 1 }, 0)).toEqual({ passed: 7, failed: 3 });
    expect(readReport({ ...green, numRuntimeErrorTestSuites: 1, success: false }, 1)).toEqual({ passed: 7, failed: 1 });
  });

  it('takes a missing report, and a failure without a failed test, for one failure', () => {
    expect(readReport(undefined, 1)).toEqual({ passed: 0, failed: 1 });
    expect(readReport({ ...green, success: false }, 0)).toEqual({ passed: 7, failed: 1 });
    expect(readReport(green, 1)).toEqual({ passed: 7, failed: 1 });
  });
});

describe('summary', () => {
  it('adds the suites up', () => {
    const unit = { name: 'unit', passed: 3, failed: 0, durationMs: 1 };
    expect(total([unit, { ...unit, failed: 2 }])).toEqual({ passed: 6, failed: 2 });
    expect(total([])).toEqual({ passed: 0, failed: 0 });
  });

  it('has no line of a suite that could be read as the closing line', () => {
    const line = suiteLine({ name: 'unit', passed: 3, failed: 1, durationMs: 1_500 });
    expect(line).toContain('failed: 1   1.5 s');
    expect(line).not.toMatch(/\d+ passed, \d+ failed/);
  });
});
