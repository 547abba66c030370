/** Speech at 16 kHz, looked at every 20 ms through windows of 32 ms. */
export const featureRate = 16_000;
export const hopSeconds = 0.02;
const windowLength = 512;
const hop = featureRate * hopSeconds;
const bandCount = 26;
export const featureCount = 13;

const mel = (hertz: number): number => 2595 * Math.log10(1 + hertz / 700);
const hertz = (mels: number): number => 700 * (10 ** (mels / 2595) - 1);
/** Bins of the spectrum at which the bands begin, peak and end. */
const edges = Array.from({ length: bandCount + 2 }, (_, index) => {
  const mels = mel(80) + ((mel(7600) - mel(80)) * index) / (bandCount + 1);
  return (hertz(mels) * windowLength) / featureRate;
});

/**
 * Mel cepstra, a row of `featureCount` a frame, each column at mean 0 and deviation 1, so that voices and levels matter little.
 * Davis and Mermelstein, 1980: https://doi.org/10.1109/TASSP.1980.1163420
 */
export function soundFeatures(samples: Float32Array): Float32Array {
  const frames = Math.max(1, Math.floor((samples.length - windowLength) / hop) + 1);
  const rows = new Float32Array(frames * featureCount);
  const re = new Float64Array(windowLength);
  const im = new Float64Array(windowLength);
  for (let frame = 0; frame < frames; frame += 1) {
    windowed(samples, frame * hop, re);
    im.fill(0);
    transform(re, im);
    cepstrum(bandEnergies(re, im), rows.subarray(frame * featureCount, (frame + 1) * featureCount));
  }
  evenOut(rows, frames);
  return rows;
}

/** 16-bit samples of any rate at the rate of the features. */
export function atFeatureRate(samples: Int16Array, sampleRate: number): Float32Array {
  const step = sampleRate / featureRate;
  return Float32Array.from({ length: Math.floor(samples.length / step) }, (_, index) => {
    const at = Math.floor(index * step);
    const share = index * step - at;
    return ((samples[at] ?? 0) * (1 - share) + (samples[at + 1] ?? 0) * share) / 32_768;
  });
}

/** With the highs lifted, as speech has few of them, and a Hamming window. */
function windowed(samples: Float32Array, from: number, into: Float64Array): void {
  for (let index = 0; index < windowLength; index += 1) {
    const lifted = (samples[from + index] ?? 0) - 0.97 * (samples[from + index - 1] ?? 0);
    into[index] = lifted * (0.54 - 0.46 * Math.cos((2 * Math.PI * index) / windowLength));
  }
}

function bandEnergies(re: Float64Array, im: Float64Array): Float64Array {
  const bands = new Float64Array(bandCount);
  for (let band = 0; band < bandCount; band += 1) {
    const [start, peak, end] = [edges[band]!, edges[band + 1]!, edges[band + 2]!];
    for (let bin = Math.ceil(start); bin < end && bin <= windowLength / 2; bin += 1) {
      const weight = bin < peak ? (bin - start) / (peak - start) : (end - bin) / (end - peak);
      bands[band]! += weight * (re[bin]! ** 2 + im[bin]! ** 2);
    }
  }
  return bands;
}

function cepstrum(bands: Float64Array, into: Float32Array): void {
  for (let index = 0; index < featureCount; index += 1) {
    let sum = 0;
    for (let band = 0; band < bandCount; band += 1)
      sum += Math.log(bands[band]! + 1e-6) * Math.cos((Math.PI * index * (band + 0.5)) / bandCount);
    into[index] = sum;
  }
}

/** Loudness, the first of them, tells speech from pauses: it counts a little more. */
function evenOut(rows: Float32Array, frames: number): void {
  for (let column = 0; column < featureCount; column += 1) {
    let mean = 0;
    for (let frame = 0; frame < frames; frame += 1) mean += rows[frame * featureCount + column]! / frames;
    let variance = 0;
    for (let frame = 0; frame < frames; frame += 1)
      variance += (rows[frame * featureCount + column]! - mean) ** 2 / frames;
    const scale = (column === 0 ? 1.5 : 1) / (Math.sqrt(variance) || 1);
    for (let frame = 0; frame < frames; frame += 1) {
      const at = frame * featureCount + column;
      rows[at] = (rows[at]! - mean) * scale;
    }
  }
}

/** Cooley and Tukey's, in place; the length is a power of two. */
function transform(re: Float64Array, im: Float64Array): void {
  const length = re.length;
  for (let index = 1, mirror = 0; index < length; index += 1) {
    let bit = length >> 1;
    for (; mirror & bit; bit >>= 1) mirror ^= bit;
    mirror ^= bit;
    if (index >= mirror) continue;
    [re[index], re[mirror]] = [re[mirror]!, re[index]!];
    [im[index], im[mirror]] = [im[mirror]!, im[index]!];
  }
  for (let size = 2; size <= length; size <<= 1) {
    const angle = (-2 * Math.PI) / size;
    for (let start = 0; start < length; start += size)
      for (let index = 0; index < size / 2; index += 1) {
        const [cos, sin] = [Math.cos(angle * index), Math.sin(angle * index)];
        const near = start + index;
        const far = near + size / 2;
        const real = re[far]! * cos - im[far]! * sin;
        const imaginary = re[far]! * sin + im[far]! * cos;
        re[far] = re[near]! - real;
        im[far] = im[near]! - imaginary;
        re[near]! += real;
        im[near]! += imaginary;
      }
  }
}
