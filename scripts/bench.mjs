import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';
import { runProgram } from './run-program.mjs';
import { canSetUp, setUp } from './setup.mjs';
import { packagedFfmpeg } from './setup/packaged-ffmpeg.mjs';

await setUp('packages', 'ffmpeg', 'build');
// What an installer carries: that one starts in 2 ms, and one that is linked to two hundred libraries in 70.
if (!process.env.AURA_FFMPEG_PATH && (await canSetUp('packagedFfmpeg')))
  process.env.AURA_FFMPEG_PATH = packagedFfmpeg().path;
// Each prints lines of JSON; one after the other, as they measure the same cores.
const benchFolder = join(projectRoot, 'bench');
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const wanted = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? '';
for (const file of readdirSync(benchFolder).filter((name) => name.endsWith('.bench.mjs') && name.startsWith(wanted))) {
  const exitCode = await runProgram(process.execPath, [join(benchFolder, file), ...flags], { cwd: projectRoot });
  if (exitCode !== 0) process.exitCode = exitCode;
}
