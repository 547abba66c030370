// What a debug session costs a provider call: switched off it should be nothing.
import { runProgram } from '../scripts/run-program.mjs';
import { buildBench } from './build-bench.mjs';

const script = await buildBench('batch-debug/run-batch-debug.ts');
const exitCode = /** @type {number} */ (await runProgram(process.execPath, [script, ...process.argv.slice(2)]));
if (exitCode !== 0) process.exitCode = 1;
