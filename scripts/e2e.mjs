import { runE2e } from './run-e2e.mjs';
import { setUp } from './setup.mjs';

await setUp('packages', 'ffmpeg', 'electron', 'packagedFfmpeg', 'build');
const { passed, failed } = await runE2e(process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
