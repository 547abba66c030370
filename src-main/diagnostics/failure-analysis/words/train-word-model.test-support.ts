import { featuresOf } from './features.ts';
import { modelCauses } from './word-model.ts';

export interface Example {
  cause: string;
  text: string;
}

const rounds = 12;
const stepSize = 0.25;
const keepSmall = 5e-4;
/** What few examples show teaches only those examples. */
const leastOften = 3;

/** Numbers that look random and are the same each time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) & 0x7f_ff_ff_ff) / 0x7f_ff_ff_ff;
}

/** Multinomial logistic regression by AdaGrad (Duchi, Hazan and Singer, 2011), with weights of eight bits. */
export function trainWordModel(examples: readonly Example[]) {
  const found = examples.map(({ text }) => featuresOf(text));
  const features = oftenFound(found);
  const rowOf = new Map(features.map((feature, row) => [feature, row]));
  const rows = found.map((each) => each.flatMap((feature) => rowOf.get(feature) ?? []));
  const truths = examples.map(({ cause }) => modelCauses.indexOf(cause as never));
  const count = modelCauses.length;
  const weights = new Float64Array(features.length * count);
  const bias = new Float64Array(count);
  const steps = { weights: new Float64Array(weights.length).fill(0.01), bias: new Float64Array(count).fill(0.01) };
  const random = seeded(7);
  const order = examples.map((_example, index) => index);
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random);
    for (const index of order) learn(rows[index]!, truths[index]!, { weights, bias, steps });
  }
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = largest / 127;
  const values = Int8Array.from(weights, (weight) => Math.round(weight / scale));
  return { features: features.join('\t'), bias: [...bias].map((each) => Number(each.toFixed(3))), scale, values };
}

function oftenFound(found: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>();
  for (const feature of found.flat()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return [...counts].flatMap(([feature, often]) => (often >= leastOften ? [feature] : [])).sort();
}

function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
}

interface Learned {
  weights: Float64Array;
  bias: Float64Array;
  steps: { weights: Float64Array; bias: Float64Array };
}

function learn(row: readonly number[], truth: number, { weights, bias, steps }: Learned): void {
  const count = bias.length;
  const scale = 1 / Math.sqrt(row.length || 1);
  const scores = Array.from(bias, (each, cause) =>
    row.reduce((sum, feature) => sum + weights[feature * count + cause]! * scale, each),
  );
  const highest = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - highest));
  const total = parts.reduce((sum, part) => sum + part, 0);
  for (let cause = 0; cause < count; cause += 1) {
    const error = parts[cause]! / total - (cause === truth ? 1 : 0);
    steps.bias[cause]! += error * error;
    bias[cause]! -= (stepSize * error) / Math.sqrt(steps.bias[cause]!);
    for (const feature of row) {
      const at = feature * count + cause;
      const slope = error * scale + keepSmall * weights[at]!;
      steps.weights[at]! += slope * slope;
      weights[at]! -= (stepSize * slope) / Math.sqrt(steps.weights[at]!);
    }
  }
}
