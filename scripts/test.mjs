import { check } from './check.mjs';
import { reportCounts } from './report-counts.mjs';
import { runE2e } from './run-e2e.mjs';
import { runUnit } from './run-unit.mjs';
import { canSetUp } from './setup.mjs';

const total = { passed: 0, failed: 0 };
const isReady = await canSetUp('packages', 'ffmpeg', 'electron', 'packagedFfmpeg', 'testTools', 'build');
if (!isReady) total.failed += 1;
// One after the other: they would take each other's cores and time limits.
for (const suite of isReady ? [check, runUnit, runE2e] : []) {
  const { passed, failed } = await suite();
  total.passed += passed;
  total.failed += failed;
}
reportCounts(total);
