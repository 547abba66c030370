import { CauseType } from '../../../../src-shared/diagnostics.ts';
import weights from './word-weights.json' with { type: 'json' };

/** The order in which the weights of a feature stand. */
export const modelCauses = CauseType.options;

let rows: Map<string, number> | undefined;
let values: Int8Array | undefined;

/** How likely each cause is for a sentence with these features; together they make 1. */
export function likelihoods(features: readonly string[]): Map<CauseType, number> {
  rows ??= new Map(weights.features.split('\t').map((feature, row) => [feature, row]));
  values ??= new Int8Array(Buffer.from(weights.values, 'base64'));
  const known = features.flatMap((feature) => rows?.get(feature) ?? []);
  // A longer sentence has more to say, not more weight.
  const scale = weights.scale / Math.sqrt(known.length || 1);
  const scores = modelCauses.map((_cause, at) => {
    let sum = 0;
    for (const row of known) sum += values?.[row * modelCauses.length + at] ?? 0;
    return (weights.bias[at] ?? 0) + sum * scale;
  });
  const highest = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - highest));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return new Map(modelCauses.map((cause, at) => [cause, (parts[at] ?? 0) / total]));
}
