import { reportCounts } from './report-counts.mjs';
import { runUnit } from './run-unit.mjs';
import { setUp } from './setup.mjs';

await setUp('packages', 'ffmpeg', 'build');
reportCounts(await runUnit(process.argv.slice(2)));
