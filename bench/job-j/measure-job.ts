import { mkdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MuxParts } from '../../src-main/pipeline/mux-parts.ts';
import { runBareEncoder } from './bare-encoder.ts';
import { drawFramesTo, runFilm, type FilmRun } from './bench-child.ts';
import { drawPictures } from './draw-pictures.ts';
import { jobParts } from './film-parts.ts';
import { measureLoudness } from './measure-loudness.ts';
import { measurePeers } from './measure-peers.ts';
import { report, reportTarget } from './report.ts';

interface JobOptions {
  /** So many pairs are run next to each other; the median of ratios counts. */
  rounds: number;
  withPeers: boolean;
}

/** Job J, and everything that is a ratio to it. */
export async function measureJob(folder: string, { rounds, withPeers }: JobOptions): Promise<void> {
  await mkdir(folder, { recursive: true });
  const pictures = await drawPictures(join(tmpdir(), 'aura-bench-pictures'), 11);
  const parts = await jobParts(pictures.slice(0, 10), { folder, width: 1920, height: 1080 });
  const full = await besideBare(parts, folder, rounds);
  if (withPeers) await measurePeers(parts, join(folder, 'peers'));
  await measureChanges(parts, pictures[10] ?? '', join(folder, 'full-0'), full);
  for (const [part, target] of [
    [0.9, { must: 0.15, aim: 0.12 }],
    [0.5, { must: 0.6, aim: 0.52 }],
  ] as const) {
    await measureResume(parts, join(folder, `killed-${part}`), part, full, target);
  }
}

async function besideBare(parts: MuxParts, folder: string, rounds: number): Promise<FilmRun> {
  // Memory, so that reading the frames costs the bare encoder next to nothing.
  const frames = join(existsSync('/dev/shm') ? '/dev/shm' : folder, `aura-bench-${process.pid}.yuv`);
  try {
    await drawFramesTo(frames, parts, join(folder, 'frames'));
    const pairs = [];
    for (let round = 0; round < rounds; round++) {
      const bare = await runBareEncoder(frames, parts.plan, 1);
      const full = await runFilm(parts, join(folder, `full-${round}`));
      const bareTwo = await runBareEncoder(frames, parts.plan, 2);
      pairs.push({ bare, full, bareTwo });
    }
    const [first] = pairs;
    if (!first?.full.film) throw new Error('No film was made');
    reportTarget(
      'CPU / bare x264 with one thread',
      median(pairs.map(({ full, bare }) => full.cpuSeconds / bare.cpuSeconds)),
      { must: 1.35, aim: 1.2 },
      { cpuSeconds: first.full.cpuSeconds, bareCpuSeconds: first.bare.cpuSeconds, rounds, load: loadavg()[0] ?? 0 },
    );
    reportTarget(
      'wall on two cores / bare with two threads',
      median(pairs.map(({ full, bareTwo }) => full.wallSeconds / bareTwo.wallSeconds)),
      { must: 1.3, aim: 1.15 },
      { wallSeconds: first.full.wallSeconds, bareWallSeconds: first.bareTwo.wallSeconds, load: loadavg()[0] ?? 0 },
    );
    reportTarget('peak memory, MiB', Math.max(...pairs.map(({ full }) => full.peakMebibytes)), { must: 700, aim: 550 });
    report('film', { sizeBytes: first.full.film.sizeBytes, seconds: first.full.film.durationSeconds });
    await measureLoudness(first.full.film.videoPath);
    return { ...first.full, cpuSeconds: median(pairs.map(({ full }) => full.cpuSeconds)) };
  } finally {
    await rm(frames, { force: true });
  }
}

/** Once more with nothing changed but the film itself gone, which is then joined anew; and with one picture of ten changed. */
async function measureChanges(parts: MuxParts, otherPicture: string, dataFolder: string, full: FilmRun): Promise<void> {
  await rm(join(dataFolder, 'videos'), { recursive: true, force: true });
  const again = await runFilm(parts, dataFolder);
  reportTarget(
    'nothing changed / full',
    again.cpuSeconds / full.cpuSeconds,
    { must: 0.02, aim: 0.01 },
    {
      cpuSeconds: again.cpuSeconds,
      sameBytes: again.film?.sha256 === full.film?.sha256,
    },
  );
  const scenes = parts.visuals.scenes.map((visual, index) =>
    index === 4 ? { ...visual, imagePath: otherPicture } : visual,
  );
  const changed = await runFilm({ ...parts, visuals: { scenes } }, dataFolder);
  reportTarget(
    'one of ten scenes changed / full',
    changed.cpuSeconds / full.cpuSeconds,
    { must: 0.22, aim: 0.13 },
    {
      cpuSeconds: changed.cpuSeconds,
    },
  );
}

async function measureResume(
  parts: MuxParts,
  dataFolder: string,
  part: number,
  full: FilmRun,
  target: { must: number; aim: number },
): Promise<void> {
  const killAtFrame = Math.floor(parts.plan.totalFrames * part);
  const killed = await runFilm(parts, dataFolder, { killAtFrame });
  if (killed.film) throw new Error(`It was done before frame ${killAtFrame}`);
  const resumed = await runFilm(parts, dataFolder);
  reportTarget(`resume after a kill at ${part * 100} % / full`, resumed.cpuSeconds / full.cpuSeconds, target, {
    cpuSeconds: resumed.cpuSeconds,
    sameBytes: resumed.film?.sha256 === full.film?.sha256,
  });
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
