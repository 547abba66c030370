// The sample from nothing to the finished film, beside bare x264 of the very same frames in the same run. Ratios hold
// when the machine's speed drifts, single seconds do not.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../scripts/project-root.mjs';

const ffmpeg = process.env.AURA_FFMPEG_PATH ?? 'ffmpeg';
const folder = mkdtempSync(join(tmpdir(), 'aura-bench-'));

/**
 * Processor seconds, of a command with all of its children, and seconds on the clock; bash counts both.
 * @param {string} command
 * @param {string[]} args
 */
function timed(command, args) {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="%U %S %R"; time "$@" 2>/dev/null', 'timed', command, ...args],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
  const figures = stderr.trim().split('\n').at(-1) ?? '';
  const [user = NaN, system = NaN, wallSeconds = NaN] = figures.split(' ').map(Number);
  return { stdout, cpuSeconds: user + system, wallSeconds };
}

try {
  const film = join(folder, 'sample.mp4');
  const aura = [join(projectRoot, 'out', 'main', 'aura.js'), 'sample', '--out', film, '--data-dir', folder, '--json'];
  const made = timed(process.execPath, aura);
  const { output } = /** @type {{ output: { durationSeconds: number } }} */ (JSON.parse(made.stdout));
  const decode = ['-v', 'error', '-threads', '1', '-i', film, '-map', '0:v:0'];
  const decoded = timed(ffmpeg, [...decode, '-f', 'null', '-']);
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-threads', '1'];
  const encoded = timed(ffmpeg, [...decode, ...encoder, '-f', 'null', '-']);
  const bareCpuSeconds = encoded.cpuSeconds - decoded.cpuSeconds;
  const figures = {
    bench: 'sample',
    cpuOverBareX264: round(made.cpuSeconds / bareCpuSeconds),
    wallOverFilm: round(made.wallSeconds / output.durationSeconds),
    cpuSeconds: round(made.cpuSeconds),
    bareCpuSeconds: round(bareCpuSeconds),
    filmSeconds: output.durationSeconds,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 1000) / 1000;
}
