import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countUnitTests } from './count-tests.mjs';
import { projectRoot } from './project-root.mjs';
import { readJson } from './read-json.mjs';
import { runProgram } from './run-program.mjs';

/** Runs the unit tests and counts them from vitest's own report. */
export async function runUnit(args = []) {
  const report = join(projectRoot, 'test-results', 'unit.json');
  mkdirSync(join(projectRoot, 'test-results'), { recursive: true });
  rmSync(report, { force: true });
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const exitCode = await runProgram(process.execPath, [vitest, 'run', ...reporters, ...args], { cwd: projectRoot });
  return countUnitTests(readJson(report), exitCode);
}
