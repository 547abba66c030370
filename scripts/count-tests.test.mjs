import { describe, expect, test } from 'vitest';
import { countE2eTests, countUnitTests } from './count-tests.mjs';

describe('unit tests', () => {
  test('are counted from the report', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 2,
      testResults: [{ status: 'failed', assertionResults: [{}] }],
    };
    expect(countUnitTests(report, 1)).toEqual({ passed: 7, failed: 2 });
  });

  test('a file that cannot be loaded is one that failed', () => {
    const report = { numPassedTests: 7, numFailedTests: 0, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(countUnitTests(report, 1)).toEqual({ passed: 7, failed: 1 });
  });

  test('an error outside of any test is one that failed', () => {
    expect(countUnitTests({ numPassedTests: 7, numFailedTests: 0, testResults: [] }, 1)).toEqual({
      passed: 7,
      failed: 1,
    });
  });

  test('none at all is a failure, and so is a runner that left no report', () => {
    expect(countUnitTests({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0)).toEqual({
      passed: 0,
      failed: 1,
    });
    expect(countUnitTests(undefined, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('e2e tests', () => {
  test('are counted from the report, skipped ones not at all', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 0, skipped: 3 };
    expect(countE2eTests({ stats, errors: [] }, 1)).toEqual({ passed: 5, failed: 1 });
  });

  test('a file that cannot be loaded is one that failed', () => {
    const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 0 };
    expect(countE2eTests({ stats, errors: [{ message: 'Cannot find module' }] }, 1)).toEqual({ passed: 5, failed: 1 });
  });

  test('none at all is a failure', () => {
    expect(countE2eTests({ stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [] }, 0)).toEqual({
      passed: 0,
      failed: 1,
    });
  });
});
