import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';
import { runProgram } from './run-program.mjs';
import { setUp } from './setup.mjs';

await setUp('packages', 'ffmpeg', 'build');
// Each prints lines of JSON; one after the other, as they measure the same cores.
const benchFolder = join(projectRoot, 'bench');
const wanted = process.argv[2] ?? '';
for (const file of readdirSync(benchFolder).filter((name) => name.endsWith('.bench.mjs') && name.startsWith(wanted))) {
  const exitCode = await runProgram(process.execPath, [join(benchFolder, file)], { cwd: projectRoot });
  if (exitCode !== 0) process.exitCode = exitCode;
}
