import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';
import { readJson } from './read-json.mjs';
import { runProgram } from './run-program.mjs';

/** Runs the unit tests and counts them from vitest's own report. */
export async function unit(args = []) {
  const report = join(projectRoot, 'test-results', 'unit.json');
  mkdirSync(join(projectRoot, 'test-results'), { recursive: true });
  rmSync(report, { force: true });
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const exitCode = await runProgram(process.execPath, [vitest, 'run', ...reporters, ...args], { cwd: projectRoot });
  return withUntold(countTests(readJson(report)), exitCode);
}

/** A file that could not be loaded holds no tests, and is a failure all the same. */
function countTests(report) {
  const files = report?.testResults ?? [];
  const unloadable = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return { passed: report?.numPassedTests ?? 0, failed: (report?.numFailedTests ?? 0) + unloadable };
}

/** What a runner complains about beside its tests (an unhandled rejection, no tests at all) counts as one failure. */
export function withUntold({ passed, failed }, exitCode) {
  const isUntold = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: isUntold ? 1 : failed };
}
