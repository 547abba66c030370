import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { projectRoot } from './project-root.mjs';
import { readJson } from './read-json.mjs';
import { runProgram } from './run-program.mjs';
import { withUntold } from './unit.mjs';
import { withDisplay } from './with-display.mjs';

const report = join(projectRoot, 'test-results', 'e2e.json');

/** Runs the tests in the real Electron and counts them from Playwright's own report. */
export async function runE2e(args = []) {
  rmSync(report, { force: true });
  const cli = join(projectRoot, 'node_modules', 'playwright', 'cli.js');
  const exitCode = await withDisplay((env) =>
    runProgram(process.execPath, [cli, 'test', '-c', 'e2e', '--reporter=list,json', ...args], {
      cwd: projectRoot,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    }),
  );
  return withUntold(countTests(readJson(report)), exitCode);
}

function countTests(result) {
  const { expected = 0, unexpected = 0, flaky = 0 } = result?.stats ?? {};
  return { passed: expected, failed: unexpected + flaky + (result?.errors?.length ?? 0) };
}
