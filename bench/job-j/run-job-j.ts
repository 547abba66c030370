import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFfmpeg } from '../../src-main/ffmpeg/create-ffmpeg.ts';
import { drawFrames } from './draw-frames.ts';
import { makeFilm, type FilmOrder } from './make-film.ts';
import { measureJob } from './measure-job.ts';
import { measureManyScenes } from './measure-many-scenes.ts';
import { measureMotion } from './measure-motion.ts';
import { renderByEditly } from './peers/editly.ts';
import { pipeCanvas } from './peers/piped-canvas.ts';
import { renderByRemotion } from './peers/remotion.ts';
import type { PeerOrder } from './peers/storyboard-types.ts';
import { report } from './report.ts';

const peers: Record<string, (order: PeerOrder) => Promise<void>> = {
  'piped-canvas': pipeCanvas,
  remotion: renderByRemotion,
  editly: renderByEditly,
};

// A child of the bench makes a film or draws frames, so that its processor time and memory are its own.
const [mode = '', argument = '', ...others] = process.argv.slice(2);
if (mode === 'film') await makeFilm(JSON.parse(await readFile(argument, 'utf8')) as FilmOrder);
else if (mode === 'frames') {
  const order = JSON.parse(await readFile(argument, 'utf8')) as FilmOrder;
  await drawFrames(order.parts, others[0] ?? '', order.dataFolder);
} else if (mode === 'peer') {
  const order = JSON.parse(await readFile(others[0] ?? '', 'utf8')) as PeerOrder;
  await peers[argument]?.(order);
} else await bench([mode, argument, ...others]);

/** Without a name all parts run; `--only=job,many` runs some, `--peers` adds other ways to make the film. */
async function bench(flags: readonly string[]): Promise<void> {
  const only = flags.find((flag) => flag.startsWith('--only='))?.slice('--only='.length);
  const isWanted = (part: string) => only === undefined || only.split(',').includes(part);
  const folder = await mkdtemp(join(tmpdir(), 'aura-bench-'));
  const rounds = Number(flags.find((flag) => flag.startsWith('--rounds='))?.slice('--rounds='.length) ?? 1);
  const { version } = await createFfmpeg({ recordFolder: join(folder, 'children') }).capabilities();
  report('machine', {
    ...{ cores: availableParallelism(), model: cpus()[0]?.model ?? '', load: loadavg()[0] ?? 0 },
    ffmpeg: version,
  });
  try {
    if (isWanted('job')) await measureJob(join(folder, 'job'), { rounds, withPeers: flags.includes('--peers') });
    if (isWanted('motion')) await measureMotion(join(folder, 'motion'));
    if (isWanted('many')) await measureManyScenes(join(folder, 'many'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
