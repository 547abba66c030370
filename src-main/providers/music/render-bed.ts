import { arrangeBed, type Mood } from './arrangement.ts';
import { Reverb } from './reverb.ts';
import { seededRandom } from './seeded-random.ts';
import { sampleRate, startVoice, type MixBlock, type Voice } from './voices.ts';

export interface BedRequest {
  mood: Mood;
  seed: number;
  durationSeconds: number;
}

const blockFrames = 4096;
const roomGain = 1.5;
const fadeInSeconds = 1.2;
const fadeOutSeconds = 2.6;
/** Brings the bed to about −20 LUFS. */
const outputGain = 0.6;
const stereoSpreadFrames = 23;

/** The bed, block by block: interleaved stereo, 16 bit. Only the notes that sound are in memory, however long the film. */
export function* renderBed({ mood, seed, durationSeconds }: BedRequest): Generator<Int16Array<ArrayBuffer>> {
  const totalFrames = Math.round(durationSeconds * sampleRate);
  const notes = arrangeBed(mood, seed, durationSeconds);
  const random = seededRandom(seed + 1);
  const rooms = [new Reverb(sampleRate, 0), new Reverb(sampleRate, stereoSpreadFrames)] as const;
  const filters = [new RumbleFilter(), new RumbleFilter()] as const;
  let sounding: Voice[] = [];
  let nextNote = 0;
  for (let first = 0; first < totalFrames; first += blockFrames) {
    const block = newBlock(Math.min(blockFrames, totalFrames - first));
    const end = first + block.left.length;
    for (; nextNote < notes.length && notes[nextNote]!.startSeconds * sampleRate < end; nextNote += 1)
      sounding.push(startVoice(notes[nextNote]!, random));
    for (const voice of sounding) voice.addTo(block, first);
    sounding = sounding.filter((voice) => voice.endFrame > end);
    rooms[0].addTo(block.left, block.leftSend, roomGain);
    rooms[1].addTo(block.right, block.rightSend, roomGain);
    filters[0].apply(block.left);
    filters[1].apply(block.right);
    yield toPcm(block, first, totalFrames);
  }
}

const newBlock = (frames: number): MixBlock => ({
  left: new Float32Array(frames),
  right: new Float32Array(frames),
  leftSend: new Float32Array(frames),
  rightSend: new Float32Array(frames),
});

/** A high-pass of one pole near 27 Hz: below it loudspeakers only waste their travel. */
class RumbleFilter {
  #lastInput = 0;
  #lastOutput = 0;
  apply(samples: Float32Array): void {
    for (let index = 0; index < samples.length; index += 1) {
      const input = samples[index]!;
      this.#lastOutput = input - this.#lastInput + 0.9965 * this.#lastOutput;
      this.#lastInput = input;
      samples[index] = this.#lastOutput;
    }
  }
}

function toPcm(block: MixBlock, first: number, totalFrames: number): Int16Array<ArrayBuffer> {
  const frames = block.left.length;
  const pcm = new Int16Array(frames * 2);
  for (let index = 0; index < frames; index += 1) {
    const gain = outputGain * fade(first + index, totalFrames);
    pcm[index * 2] = Math.round(softClip(block.left[index]! * gain) * 32_000);
    pcm[index * 2 + 1] = Math.round(softClip(block.right[index]! * gain) * 32_000);
  }
  return pcm;
}

/** tanh; its series is exact to 16 bits where the bed almost always is. */
function softClip(value: number): number {
  if (Math.abs(value) > 0.4) return Math.tanh(value);
  const square = value * value;
  return value * (1 - square * (1 / 3 - square * (2 / 15 - (square * 17) / 315)));
}

function fade(frame: number, totalFrames: number): number {
  const rise = frame / (fadeInSeconds * sampleRate);
  const fall = (totalFrames - 1 - frame) / Math.min(fadeOutSeconds * sampleRate, totalFrames / 4);
  const level = Math.min(1, rise, fall);
  return level * level * (3 - 2 * level);
}
