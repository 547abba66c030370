import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './project-root.mjs';
import { setUp } from './setup.mjs';

const bin = (...path) => join(projectRoot, 'node_modules', ...path);
const tsc = bin('typescript', 'bin', 'tsc');
const CHECKS = {
  'types of src-shared': [tsc, '-p', 'src-shared'],
  'types of src-renderer': [tsc, '-p', 'src-renderer'],
  'types of src-main': [tsc, '-p', '.'],
  'types of e2e': [tsc, '-p', 'e2e'],
  lint: [bin('oxlint', 'bin', 'oxlint'), '--type-aware', '--report-unused-disable-directives-severity=error'],
  format: [bin('oxfmt', 'bin', 'oxfmt'), '--check'],
  'unused code': [bin('knip', 'bin', 'knip.js'), '--no-progress'],
};

/** Everything a machine can say about the source without running it; prints only what is wrong. */
export async function check() {
  const results = await Promise.all(Object.entries(CHECKS).map(([name, args]) => run(name, args)));
  for (const { name, output } of results.filter(({ isFine }) => !isFine)) console.log(`${name}:\n${output}`);
  const failed = results.filter(({ isFine }) => !isFine).length;
  return { passed: results.length - failed, failed };
}

function run(name, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', (code) => resolve({ name, output, isFine: code === 0 }));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setUp('packages');
  const { passed, failed } = await check();
  console.log(`${passed} of ${passed + failed} checks passed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
