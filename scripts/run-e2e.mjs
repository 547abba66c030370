import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { countE2eTests } from './count-tests.mjs';
import { projectRoot } from './project-root.mjs';
import { readJson } from './read-json.mjs';
import { runProgram } from './run-program.mjs';
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
  return countE2eTests(readJson(report), exitCode);
}
