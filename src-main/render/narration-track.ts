import { open, type FileHandle } from 'node:fs/promises';
import { StudioError } from '../../src-shared/failure.ts';
import type { Narration } from '../../src-shared/film.ts';
import { readWavFormat, type WavFormat } from '../providers/wav.ts';
import type { FilmPlan } from './plan-film.ts';

export const soundtrackRate = 48_000;

interface PlacedClip {
  path: string;
  startSample: number;
}

/** Every scene's WAV at its place in the film, read a stretch at a time: one file is open, whatever their number. */
export class NarrationTrack {
  readonly #clips: PlacedClip[];
  #current: { clip: PlacedClip; file: FileHandle; format: WavFormat } | undefined;

  constructor(narration: Narration, plan: FilmPlan) {
    const starts = new Map(plan.scenes.map((scene) => [scene.sceneId, scene.narrationStartSample]));
    this.#clips = narration.scenes
      .flatMap(({ sceneId, audioPath }) => {
        const startSample = starts.get(sceneId);
        return audioPath === undefined || startSample === undefined ? [] : [{ path: audioPath, startSample }];
      })
      .toSorted((a, b) => a.startSample - b.startSample);
  }

  get isEmpty(): boolean {
    return this.#clips.length === 0;
  }

  /** Adds samples of −1 to 1 to `target`, which starts at `firstSample` of the film. Call in order of time. */
  async addTo(target: Float32Array, firstSample: number): Promise<void> {
    const end = firstSample + target.length;
    for (const clip of this.#clips) {
      if (clip.startSample >= end) return;
      if (clip.startSample + (await this.#frameCount(clip, firstSample)) <= firstSample) continue;
      const { file, format } = await this.#open(clip);
      const from = Math.max(clip.startSample, firstSample);
      const count = Math.min(end, clip.startSample + format.frameCount) - from;
      if (count <= 0) continue;
      const bytes = this.#bytesFor(count);
      await file.read(bytes, 0, bytes.length, format.dataOffset + (from - clip.startSample) * 2);
      for (let index = 0; index < count; index += 1)
        target[from - firstSample + index]! += bytes.readInt16LE(index * 2) / 32_768;
    }
  }

  #memory = Buffer.alloc(0);

  /** The same memory at every call: a film's worth of new pieces would lie about until they are collected. */
  #bytesFor(samples: number): Buffer {
    if (this.#memory.length < samples * 2) this.#memory = Buffer.alloc(samples * 2);
    return this.#memory.subarray(0, samples * 2);
  }

  async close(): Promise<void> {
    await this.#current?.file.close();
    this.#current = undefined;
  }

  readonly #lengths = new Map<PlacedClip, number>();

  async #frameCount(clip: PlacedClip, firstSample: number): Promise<number> {
    const known = this.#lengths.get(clip);
    if (known !== undefined || firstSample < clip.startSample) return known ?? Infinity;
    return (await this.#open(clip)).format.frameCount;
  }

  async #open(clip: PlacedClip) {
    if (this.#current?.clip === clip) return this.#current;
    await this.close();
    const file = await open(clip.path);
    const format = await readWavFormat(file, 'The narration').catch(async (error: unknown) => {
      await file.close();
      throw error;
    });
    this.#current = { clip, file, format };
    if (format.channels !== 1 || format.sampleRate !== soundtrackRate || format.bitsPerSample !== 16)
      throw new StudioError('OutputInvalid', {
        message: 'The narration is not mono, 48 kHz and 16 bit.',
        details: { ...format },
      });
    this.#lengths.set(clip, format.frameCount);
    return this.#current;
  }
}
