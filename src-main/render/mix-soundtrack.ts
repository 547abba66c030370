import { open } from 'node:fs/promises';
import type { Narration } from '../../src-shared/film.ts';
import { readWavFormat } from '../providers/wav.ts';
import { duckingCurve, speechStretches } from './duck-music.ts';
import { NarrationTrack, soundtrackRate } from './narration-track.ts';
import type { FilmPlan } from './plan-film.ts';

const blockSamples = 9600;
/** The gain of the music follows the voice in steps of 5 ms, with a ramp between. */
const controlSamples = 240;
/** The bed comes at −20 LUFS, the voice at −16: in its pauses the music may almost reach it. */
const musicGain = 10 ** (-2 / 20);

export interface MixSources {
  plan: FilmPlan;
  narration: Narration;
  /** A stereo WAV as long as the film; absent for a film without music. */
  musicPath?: string;
  /** Stereo WAVs, each at its place; they give way to the voice as the music does. */
  clips?: readonly { path: string; startSample: number }[];
}

/**
 * Voice and music, block by block: interleaved stereo floats, exactly as long as the film. The same at every call. A block
 * is good until the next one: all of them lie in the same memory.
 */
export async function* mixSoundtrack({
  plan,
  narration,
  musicPath,
  clips = [],
}: MixSources): AsyncGenerator<Float32Array> {
  const totalSamples = Math.round(plan.durationSeconds * soundtrackRate);
  const voice = new NarrationTrack(narration, plan);
  const placed = [...(musicPath === undefined ? [] : [{ path: musicPath, startSample: 0 }]), ...clips];
  const stretches = speechStretches(narration, plan);
  const beds = await Promise.all(placed.map((bed) => openBed(bed, duckingCurve(stretches))));
  const [monoMemory, mixedMemory] = [new Float32Array(blockSamples), new Float32Array(2 * blockSamples)];
  try {
    for (let first = 0; first < totalSamples; first += blockSamples) {
      const mono = monoMemory.subarray(0, Math.min(blockSamples, totalSamples - first)).fill(0);
      await voice.addTo(mono, first);
      const mixed = mixedMemory.subarray(0, mono.length * 2).fill(0);
      for (const bed of beds) await bed.addTo(mixed, first);
      for (let index = 0; index < mono.length; index += 1) {
        mixed[index * 2]! += mono[index]!;
        mixed[index * 2 + 1]! += mono[index]!;
      }
      yield mixed;
    }
  } finally {
    await voice.close();
    await Promise.all(beds.map((bed) => bed.close()));
  }
}

function addMusic(mixed: Float32Array, samples: Int16Array, gainAt: (sample: number) => number): void {
  const frames = samples.length / 2;
  let gain = gainAt(0) * musicGain;
  for (let from = 0; from < frames; from += controlSamples) {
    const to = Math.min(frames, from + controlSamples);
    const nextGain = gainAt(to) * musicGain;
    const step = (nextGain - gain) / (to - from) / 32_768;
    let now = gain / 32_768;
    for (let index = from * 2; index < to * 2; index += 2) {
      mixed[index]! += samples[index]! * now;
      mixed[index + 1]! += samples[index + 1]! * now;
      now += step;
    }
    gain = nextGain;
  }
}

async function openBed(
  { path, startSample }: { path: string; startSample: number },
  gainAt: (seconds: number) => number,
) {
  const file = await open(path);
  const { dataOffset, frameCount } = await readWavFormat(file, 'The music').catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  const frameBytes = 4;
  const memory = Buffer.alloc(blockSamples * frameBytes);
  return {
    /** Adds what falls into a block of the film; `mixed` starts at sample `first`. */
    async addTo(mixed: Float32Array, first: number): Promise<void> {
      const from = Math.max(first, startSample);
      const count = Math.min(first + mixed.length / 2, startSample + frameCount) - from;
      if (count <= 0) return;
      const bytes = memory.subarray(0, count * frameBytes);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, dataOffset + (from - startSample) * frameBytes);
      const samples = new Int16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytesRead / frameBytes) * 2);
      addMusic(mixed.subarray((from - first) * 2), samples, (sample) => gainAt((from + sample) / soundtrackRate));
    },
    close: () => file.close(),
  };
}
