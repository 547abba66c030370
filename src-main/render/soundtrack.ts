import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import type { Music } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import type { Narration } from '../../src-shared/film.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { input } from '../ffmpeg/args-inputs.ts';
import { parseLoudness, type Loudness } from '../ffmpeg/loudness.ts';
import { composeBed } from '../providers/music/compose-bed.ts';
import { extractClipSound, type ClipSound } from './clip-sounds.ts';
import { LoudnessMeter } from './loudness-meter.ts';
import { mixSoundtrack, type MixSources } from './mix-soundtrack.ts';
import { soundtrackRate } from './narration-track.ts';
import type { FilmPlan } from './plan-film.ts';
import {
  correct,
  firstMastering,
  isTooPeaky,
  isWithinTargets,
  masteringFilter,
  quieter,
  type Mastering,
} from './soundtrack-mastering.ts';

export interface SoundtrackRequest {
  plan: FilmPlan;
  narration: Narration;
  music: Music;
  /** Sounds of clips that are shown. */
  clips?: readonly ClipSound[];
  seed: number;
  /** An M4A: AAC, stereo, 48 kHz. */
  outputPath: string;
  temporaryFolder: string;
}

interface SoundtrackTools {
  ffmpeg: Ffmpeg;
  signal: AbortSignal;
  onProgress?: (fraction: number) => void;
}

/** Read from the encoded file; both −Infinity for a film without any sound. */
export interface SoundtrackResult {
  loudnessLufs: number;
  truePeakDbtp: number;
}

/** Goes up when the same sources would be mixed or mastered otherwise: an older soundtrack is then not used again. */
export const soundtrackVersion = 3;

/** Speech and music need one or two; only sound full of peaks needs more. */
const mostRounds = 5;
/** Parts of the progress bar, after what each takes. */
const composed = 0.35;
const measured = 0.55;

/** Mixes, measures and encodes the film's sound: −14 LUFS and at most −1 dBTP in the encoded file, as long as the film. */
export async function makeSoundtrack(request: SoundtrackRequest, tools: SoundtrackTools): Promise<SoundtrackResult> {
  const report = tools.onProgress ?? (() => undefined);
  await mkdir(request.temporaryFolder, { recursive: true });
  const musicPath = join(request.temporaryFolder, 'music.wav');
  const encodedPath = join(request.temporaryFolder, 'soundtrack.m4a');
  try {
    const sources: MixSources = { plan: request.plan, narration: request.narration };
    if (request.music !== 'none') {
      const { plan, music: mood, seed } = request;
      const bed = { mood, seed, durationSeconds: plan.durationSeconds, outputPath: musicPath };
      await composeBed(bed, tools.signal, (fraction) => report(fraction * composed));
      sources.musicPath = musicPath;
    }
    sources.clips = await Promise.all(
      (request.clips ?? []).map(async (clip, index) => ({
        path: await extractClipSound(clip, `clip-${index + 1}`, { ...tools, folder: request.temporaryFolder }),
        startSample: clip.startSample,
      })),
    );
    const loudness = await measureMix(sources, tools, (fraction) =>
      report(composed + fraction * (measured - composed)),
    );
    const result = await encodeToTarget(sources, loudness, encodedPath, tools, (fraction) =>
      report(measured + fraction * (1 - measured)),
    );
    await rename(encodedPath, request.outputPath);
    return { loudnessLufs: result.lufs, truePeakDbtp: result.truePeakDbtp };
  } finally {
    await rm(musicPath, { force: true });
    await rm(encodedPath, { force: true });
  }
}

/**
 * AAC changes peaks by a decibel or two: only the encoded file tells, so it is measured and, where needed, made again.
 * Sound that is all peaks cannot be as loud as wished without breaking; then the peaks decide.
 */
async function encodeToTarget(
  sources: MixSources,
  mix: Loudness,
  encodedPath: string,
  tools: SoundtrackTools,
  report: (fraction: number) => void,
): Promise<Loudness> {
  const attempts: { mastering: Mastering; encoded: Loudness }[] = [];
  let mastering = firstMastering(mix);
  for (let round = 1; ; round += 1) {
    await encode(sources, mastering, encodedPath, tools, (fraction) => report(1 - 0.5 ** (round - 1 + fraction)));
    const encoded = await measureFile(encodedPath, tools);
    if (!mastering || isWithinTargets(encoded)) return encoded;
    if (round >= mostRounds && !isTooPeaky(encoded)) return encoded;
    if (round === mostRounds + 1) throw tooPeaky(encoded, mastering);
    attempts.push({ mastering, encoded });
    mastering = round < mostRounds ? correct(attempts) : quieter(mastering, encoded);
  }
}

const tooPeaky = (encoded: Loudness, mastering: Mastering) =>
  new StudioError('OutputInvalid', {
    message: `The sound came out with peaks of ${encoded.truePeakDbtp} dBTP.`,
    details: { ...encoded, ...mastering },
  });

const mixInput = ['-f', 'f32le', '-ar', String(soundtrackRate), '-ac', '2', '-i', 'pipe:0'];
const measureArgs = ['-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'];

async function measureMix(sources: MixSources, { signal }: SoundtrackTools, report: (fraction: number) => void) {
  const meter = new LoudnessMeter();
  for await (const { block, fraction } of blocksOf(sources)) {
    signal.throwIfAborted();
    meter.add(block);
    report(fraction);
  }
  return meter.result();
}

async function measureFile(path: string, { ffmpeg, signal }: SoundtrackTools): Promise<Loudness> {
  const { stderr } = await ffmpeg.run({
    purpose: 'soundtrack check',
    args: [...input('mov', path), '-vn', ...measureArgs],
    signal,
  });
  return parseLoudness(stderr);
}

async function encode(
  sources: MixSources,
  mastering: Mastering | undefined,
  outputPath: string,
  tools: SoundtrackTools,
  report: (fraction: number) => void,
): Promise<void> {
  await tools.ffmpeg.run({
    purpose: 'soundtrack',
    args: [
      ...mixInput,
      ...(mastering ? ['-af', masteringFilter(mastering, sources.plan.durationSeconds)] : []),
      ...[
        '-ar',
        String(soundtrackRate),
        '-c:a',
        'aac',
        '-aac_coder',
        'fast',
        '-b:a',
        '192k',
        '-f',
        'ipod',
        `file:${outputPath}`,
      ],
    ],
    signal: tools.signal,
    feed: (stdin) => feedMix(stdin, sources, report),
  });
}

async function feedMix(stdin: Writable, sources: MixSources, report: (fraction: number) => void): Promise<void> {
  for await (const { block, fraction } of blocksOf(sources)) {
    await writeBlock(stdin, Buffer.from(block.buffer, block.byteOffset, block.byteLength));
    report(fraction);
  }
}

/** The mix, each block with how much of it is then done. */
async function* blocksOf(sources: MixSources): AsyncGenerator<{ block: Float32Array; fraction: number }> {
  const total = sources.plan.durationSeconds * soundtrackRate * 2;
  let done = 0;
  for await (const block of mixSoundtrack(sources)) {
    done += block.length;
    yield { block, fraction: done / total };
  }
}

const writeBlock = (stdin: Writable, block: Buffer): Promise<void> =>
  new Promise((resolve, reject) => stdin.write(block, (error) => (error ? reject(error) : resolve())));
