import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isTestPackageFresh, markTestPackageFresh, pack } from './dist/pack.mjs';
import { releaseProblems } from './dist/release-problems.mjs';
import { projectRoot } from './project-root.mjs';
import { setUp } from './setup.mjs';
import { installedElectron } from './setup/electron.mjs';
import { packagedFfmpeg } from './setup/packaged-ffmpeg.mjs';

const isTestPackage = process.argv.includes('--dir');
await setUp('packages', 'electron', ...(isTestPackage ? ['packagedFfmpeg'] : []), 'build');
const parts = { electron: installedElectron(), ffmpeg: packagedFfmpeg() };
if (isTestPackage) await packForTests();
else await packForUsers();

async function packForTests() {
  if (isTestPackageFresh()) return console.log('release/ holds this test package already.');
  rmSync(join(projectRoot, 'release'), { recursive: true, force: true });
  await pack({ ...parts, isTestPackage });
  markTestPackageFresh();
  console.log('A test package: its inspector is open, so that Playwright can drive it. Not for users.');
  for (const problem of releaseProblems(parts)) console.log(problem);
}

async function packForUsers() {
  const problems = releaseProblems(parts);
  if (problems.length === 0) return pack({ ...parts, isTestPackage });
  console.error(['No release can be made here.', ...problems, 'For a test package: npm run dist -- --dir'].join('\n'));
  process.exitCode = 1;
}
