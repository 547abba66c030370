import { lintSource } from '@secretlint/core';
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend';
import { expect, test } from 'vitest';
import { carriers } from './corpus/carriers.ts';
import { inventSecrets, seededRandom } from './corpus/invented-secrets.ts';
import { createRedactor } from './redactor.ts';

async function whatSecretlintFinds(content: string): Promise<string[]> {
  const { messages } = await lintSource({
    source: { filePath: 'log.txt', content, contentType: 'text', ext: '.txt' },
    options: { config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: recommended }] } },
  });
  return messages.map(({ message }) => message);
}

test('secretlint finds secrets in the corpus and none in what the redactor left of it', async () => {
  const text = inventSecrets(seededRandom(30))
    .flatMap((secret) => carriers.map((carrier) => carrier.wrap(secret)))
    .join('\n');
  expect((await whatSecretlintFinds(text)).length).toBeGreaterThan(300);
  expect(await whatSecretlintFinds(createRedactor().redactText(text).text)).toEqual([]);
});
