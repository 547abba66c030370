import { check } from './check.mjs';
import { runE2e } from './run-e2e.mjs';
import { setUp } from './setup.mjs';
import { unit } from './unit.mjs';

await setUp('packages', 'ffmpeg', 'electron', 'packagedFfmpeg', 'build');
const counts = [];
// One after the other: they would take each other's cores and time limits.
for (const suite of [check, unit, runE2e]) counts.push(await suite());
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
