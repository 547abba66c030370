// Job J: ten scenes of photo-like pictures in motion, and every target of the render engine on it.
import { runProgram } from '../scripts/run-program.mjs';
import { buildBench } from './build-bench.mjs';

const script = await buildBench('job-j/run-job-j.ts');
const exitCode = /** @type {number} */ (await runProgram(process.execPath, [script, ...process.argv.slice(2)]));
if (exitCode !== 0) process.exitCode = 1;
