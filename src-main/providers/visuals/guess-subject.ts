import type { FocusPoint } from '../../../src-shared/film.ts';

/** Enough to tell a subject from its ground; a picture's saliency is looked at when it is this many pixels wide. */
export const thumbnailWidth = 64;

/** Nearer to the edge a motion would have no room, and a guess little ground. */
const margin = 0.15;
/** A region that stands out less from the rest is none. */
const leastProminence = 1.3;
const skinBonus = 30;

interface Thumbnail {
  width: number;
  height: number;
  /** Red, green and blue, a byte each. */
  rgb: Uint8Array;
}

/**
 * Where the eye goes first, in fractions of the picture: to what differs in colour from the picture as a whole (Achanta et
 * al., "Frequency-tuned salient region detection", 2009) and from what is around it, to skin, and rather to the middle.
 * Undefined where nothing stands out: the middle is then as good a guess.
 */
export function guessSubject(thumbnail: Thumbnail): FocusPoint | undefined {
  const { width, height } = thumbnail;
  const salient = saliencyOf(thumbnail);
  const regions = smooth(smooth(salient, width, height, width / 10), width, height, width / 10);
  let peak = 0;
  for (let at = 1; at < regions.length; at++) if (regions[at]! > regions[peak]!) peak = at;
  const mean = regions.reduce((sum, value) => sum + value, 0) / regions.length;
  if (!(mean > 0.5) || regions[peak]! < mean * leastProminence) return undefined;
  const centre = centreAround(peak, salient, thumbnail);
  const within = (value: number) => Math.min(1 - margin, Math.max(margin, value));
  return { x: within(centre.x), y: within(centre.y) };
}

function saliencyOf({ width, height, rgb }: Thumbnail): Float64Array {
  const channels = opponentChannels(rgb);
  const salient = new Float64Array(width * height);
  const rarity = new Float64Array(width * height);
  for (const channel of channels) {
    const fine = smooth(channel, width, height, 1);
    const around = smooth(channel, width, height, width / 5);
    const mean = channel.reduce((sum, value) => sum + value, 0) / channel.length;
    for (let at = 0; at < salient.length; at++) {
      salient[at]! += (fine[at]! - around[at]!) ** 2;
      rarity[at]! += (fine[at]! - mean) ** 2;
    }
  }
  return salient.map((contrast, at) => {
    const [x, y] = [(at % width) / width - 0.5, Math.floor(at / width) / height - 0.5];
    const middle = Math.exp(-(x * x + y * y) / 0.5);
    const skin = isSkin(rgb[at * 3]!, rgb[at * 3 + 1]!, rgb[at * 3 + 2]!) ? skinBonus : 0;
    return middle * (Math.sqrt(contrast) + 0.5 * Math.sqrt(rarity[at]!) + skin);
  });
}

/** Light, red against green, yellow against blue: as the eye passes them on. */
function opponentChannels(rgb: Uint8Array): Float64Array[] {
  const pixels = rgb.length / 3;
  const channel = (of: (red: number, green: number, blue: number) => number) =>
    Float64Array.from({ length: pixels }, (_, at) => of(rgb[at * 3]!, rgb[at * 3 + 1]!, rgb[at * 3 + 2]!));
  return [
    channel((red, green, blue) => (red + green + blue) / 3),
    channel((red, green) => red - green),
    channel((red, green, blue) => (red + green) / 2 - blue),
  ];
}

/** In YCbCr skins of all shades lie in one range: Chai, Ngan, "Face segmentation using skin-color map", 1999. */
function isSkin(red: number, green: number, blue: number): boolean {
  const [bluish, reddish] = [
    128 - 0.169 * red - 0.331 * green + 0.5 * blue,
    128 + 0.5 * red - 0.419 * green - 0.081 * blue,
  ];
  return bluish >= 77 && bluish <= 127 && reddish >= 137 && reddish <= 173 && red > 60;
}

/** Mean of the square around each pixel, from sums over the rectangle above and left of each. */
function smooth(values: Float64Array, width: number, height: number, radius: number): Float64Array {
  const reach = Math.max(1, Math.round(radius));
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      sums[(y + 1) * stride + x + 1] =
        values[y * width + x]! + sums[y * stride + x + 1]! + sums[(y + 1) * stride + x]! - sums[y * stride + x]!;
  return values.map((_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    const sum =
      sums[bottom * stride + right]! -
      sums[top * stride + right]! -
      sums[bottom * stride + left]! +
      sums[top * stride + left]!;
    return sum / ((right - left) * (bottom - top));
  });
}

/** Centre of gravity of what stands out near a place; squared, so that the ground weighs little. */
function centreAround(peak: number, salient: Float64Array, { width, height }: Thumbnail): FocusPoint {
  const [peakX, peakY] = [peak % width, Math.floor(peak / width)];
  const reach = width / 5;
  let [weights, sumX, sumY] = [0, 0, 0];
  for (const [at, value] of salient.entries()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (Math.abs(x - peakX) > reach || Math.abs(y - peakY) > reach) continue;
    weights += value * value;
    sumX += value * value * (x + 0.5);
    sumY += value * value * (y + 0.5);
  }
  return { x: sumX / weights / width, y: sumY / weights / height };
}
