/** Lengths of Schroeder's and Moorer's filters in frames at 44.1 kHz, as in Freeverb: no two share a divisor. */
const combLengths = [1116, 1188, 1277, 1356, 1422, 1491];
const allPassLengths = [556, 441, 341];
const tunedRate = 44_100;

const combFeedback = 0.87;
const combDamping = 0.28;
const allPassFeedback = 0.5;

interface DelayLine {
  buffer: Float32Array;
  position: number;
  /** The damped last value of a comb. */
  memory: number;
}

/** One channel of a hall; `spreadFrames` apart, two make it wide. https://ccrma.stanford.edu/~jos/pasp/Freeverb.html */
export class Reverb {
  readonly #combs: DelayLine[];
  readonly #allPasses: DelayLine[];

  constructor(sampleRate: number, spreadFrames: number) {
    const line = (length: number): DelayLine => ({
      buffer: new Float32Array(Math.round((length * sampleRate) / tunedRate) + spreadFrames),
      position: 0,
      memory: 0,
    });
    this.#combs = combLengths.map(line);
    this.#allPasses = allPassLengths.map(line);
  }

  /** Adds the room's answer to `input`, times `gain`, to `output`; goes on where the last call ended. */
  addTo(output: Float32Array, input: Float32Array, gain: number): void {
    const wet = new Float32Array(input.length);
    for (const comb of this.#combs) addComb(comb, input, wet);
    for (const allPass of this.#allPasses) diffuse(allPass, wet);
    const share = gain / combLengths.length;
    for (let index = 0; index < wet.length; index += 1) output[index]! += wet[index]! * share;
  }
}

function addComb(line: DelayLine, input: Float32Array, output: Float32Array): void {
  const { buffer } = line;
  let { position, memory } = line;
  for (let index = 0; index < input.length; index += 1) {
    const heard = buffer[position]!;
    memory = heard * (1 - combDamping) + memory * combDamping;
    buffer[position] = input[index]! + memory * combFeedback;
    output[index]! += heard;
    position = position + 1 === buffer.length ? 0 : position + 1;
  }
  line.position = position;
  line.memory = memory;
}

function diffuse(line: DelayLine, samples: Float32Array): void {
  const { buffer } = line;
  let { position } = line;
  for (let index = 0; index < samples.length; index += 1) {
    const delayed = buffer[position]!;
    const value = samples[index]!;
    samples[index] = delayed - value * allPassFeedback;
    buffer[position] = value + delayed * allPassFeedback;
    position = position + 1 === buffer.length ? 0 : position + 1;
  }
  line.position = position;
}
