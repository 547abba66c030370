import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examples } from './examples.test-support.ts';
import { trainWordModel } from './train-word-model.test-support.ts';
import weights from './word-weights.json' with { type: 'json' };

/** `AURA_TRAIN_WORDS=1 npx vitest run word-model` writes the weights anew after the corpus or the lexicon changed. */
test('the weights that ship are what the corpus teaches', () => {
  const { values, ...learned } = trainWordModel(examples());
  if (process.env['AURA_TRAIN_WORDS']) {
    const file = { ...learned, values: Buffer.from(values.buffer).toString('base64') };
    writeFileSync(join(import.meta.dirname, 'word-weights.json'), `${JSON.stringify(file, undefined, 2)}\n`);
    return;
  }
  expect(weights.features).toBe(learned.features);
  const shipped = new Int8Array(Buffer.from(weights.values, 'base64'));
  // Another version of V8 may round the last digit of an exponential differently.
  expect(values.every((value, at) => Math.abs(value - (shipped[at] ?? 127)) <= 2)).toBe(true);
});
