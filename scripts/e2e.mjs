import { reportCounts } from './report-counts.mjs';
import { runE2e } from './run-e2e.mjs';
import { setUp } from './setup.mjs';

await setUp('packages', 'ffmpeg', 'electron', 'packagedFfmpeg', 'testTools', 'build');
reportCounts(await runE2e(process.argv.slice(2)));
