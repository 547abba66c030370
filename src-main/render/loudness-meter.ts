import type { Loudness } from '../ffmpeg/loudness.ts';

/** The meter's filters are given for this rate: ITU-R BS.1770-4, annex 1, tables 1 and 2. */
const sampleRate = 48_000;
const shelf = {
  b0: 1.53512485958697,
  b1: -2.69169618940638,
  b2: 1.19839281085285,
  a1: -1.69065929318241,
  a2: 0.73248077421585,
};
const highPass = { b0: 1, b1: -2, b2: 1, a1: -1.99004745483398, a2: 0.99007225036621 };
/** Blocks of 400 ms overlap by three quarters. */
const stepSamples = sampleRate / 10;
const stepsInBlock = 4;
const silenceLufs = -70;
const relativeGateLu = -10;
/** Between two samples a peak may be higher than both; more than this only in sound that is made to be. */
const betweenSamplesDb = 1;

const lufsOf = (energy: number): number => -0.691 + 10 * Math.log10(energy);

/**
 * Integrated loudness of stereo sound, block by block, by ITU-R BS.1770; its true peak is an estimate. For what is still to
 * be encoded: handing all of it to FFmpeg only to learn this would cost twice as much. What is encoded, FFmpeg measures.
 */
export class LoudnessMeter {
  readonly #channels = [new KWeighting(), new KWeighting()] as const;
  /** Mean energy of both channels, by step. */
  readonly #steps: number[] = [];
  #energy = 0;
  #samplesInStep = 0;
  #peak = 0;

  /** Interleaved samples of −1 to 1. */
  add(stereo: Float32Array): void {
    const [left, right] = this.#channels;
    for (let index = 0; index < stereo.length; index += 2) {
      const [one, other] = [stereo[index]!, stereo[index + 1]!];
      this.#peak = Math.max(this.#peak, Math.abs(one), Math.abs(other));
      this.#energy += left.energyOf(one) + right.energyOf(other);
      this.#samplesInStep += 1;
      if (this.#samplesInStep === stepSamples) this.#endStep();
    }
  }

  result(): Loudness {
    const blocks = this.#steps
      .slice(stepsInBlock - 1)
      .map((_, first) => mean(this.#steps.slice(first, first + stepsInBlock)))
      .filter((energy) => lufsOf(energy) > silenceLufs);
    const gate = lufsOf(mean(blocks)) + relativeGateLu;
    const lufs = lufsOf(mean(blocks.filter((energy) => lufsOf(energy) > gate)));
    const truePeakDbtp = 20 * Math.log10(this.#peak) + betweenSamplesDb;
    return { lufs: Number.isNaN(lufs) ? -Infinity : lufs, truePeakDbtp };
  }

  #endStep(): void {
    this.#steps.push(this.#energy / stepSamples);
    this.#energy = 0;
    this.#samplesInStep = 0;
    for (const channel of this.#channels) channel.settle();
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A shelf for the head and a high-pass, in the transposed direct form II. */
class KWeighting {
  #shelf1 = 0;
  #shelf2 = 0;
  #pass1 = 0;
  #pass2 = 0;

  energyOf(sample: number): number {
    const bright = shelf.b0 * sample + this.#shelf1;
    this.#shelf1 = shelf.b1 * sample - shelf.a1 * bright + this.#shelf2;
    this.#shelf2 = shelf.b2 * sample - shelf.a2 * bright;
    const heard = highPass.b0 * bright + this.#pass1;
    this.#pass1 = highPass.b1 * bright - highPass.a1 * heard + this.#pass2;
    this.#pass2 = highPass.b2 * bright - highPass.a2 * heard;
    return heard * heard;
  }

  /** What rings on into silence becomes numbers so small that a processor takes a hundred times as long for each. */
  settle(): void {
    if (Math.abs(this.#shelf1) + Math.abs(this.#shelf2) < 1e-15) this.#shelf1 = this.#shelf2 = 0;
    if (Math.abs(this.#pass1) + Math.abs(this.#pass2) < 1e-15) this.#pass1 = this.#pass2 = 0;
  }
}
