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
    for (let index = 0; index < wet.length; index += 1) output[index]! += wet[index]! * gain;
  }
}

function addComb(line: DelayLine, input: Float32Array, output: Float32Array): void {
  for (let index = 0; index < input.length; index += 1) {
    const heard = line.buffer[line.position]!;
    line.memory = heard * (1 - combDamping) + line.memory * combDamping;
    line.buffer[line.position] = input[index]! + line.memory * combFeedback;
    output[index]! += heard / combLengths.length;
    line.position = (line.position + 1) % line.buffer.length;
  }
}

function diffuse(line: DelayLine, samples: Float32Array): void {
  for (let index = 0; index < samples.length; index += 1) {
    const delayed = line.buffer[line.position]!;
    const value = samples[index]!;
    samples[index] = delayed - value * allPassFeedback;
    line.buffer[line.position] = value + delayed * allPassFeedback;
    line.position = (line.position + 1) % line.buffer.length;
  }
}
