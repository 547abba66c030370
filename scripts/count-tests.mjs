/** Counts from vitest's JSON report: a file that could not be loaded holds no tests, and is a failure all the same. */
export function countUnitTests(report, exitCode) {
  const files = report?.testResults ?? [];
  const unloadable = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return withUntold(report?.numPassedTests ?? 0, (report?.numFailedTests ?? 0) + unloadable, exitCode);
}

/** Counts from Playwright's JSON report; `errors` are those that belong to no test. */
export function countE2eTests(report, exitCode) {
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  return withUntold(expected, unexpected + flaky + (report?.errors?.length ?? 0), exitCode);
}

/** What a runner complains about beside its tests (an unhandled rejection, no tests at all) counts as one failure. */
function withUntold(passed, failed, exitCode) {
  const isUntold = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: isUntold ? 1 : failed };
}
